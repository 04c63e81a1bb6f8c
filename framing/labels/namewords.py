"""Word lists that tell names apart: persons, places and things with a capital. Data, with its reasons."""

from __future__ import annotations

from framing.labels import lexicon
from framing.labels.lexicon import words


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in text.split("|"))


GIVEN = words(
    """
    Aaron Abby Abdul Abdullah Abe Abdel Abigail Abraham Abu Ada Adam Adele Adrian Adriana Agnes Ahmad Ahmed Aisha Al
    Alan Alastair Albert Alberto Alec Alejandro Aleksandr Aleksei Alex Alexander Alexandra Alexandria Alexei Alexis
    Alfred Ali Alice Alicia Alison Allan Allen Allison Alvin Amanda Amber Amy Ana Anastasia Anderson Andre Andrea
    Andreas Andrei Andrej Andres Andrew Andrzej Andy Angel Angela Angelina Anita Ann Anna Anne Annette Annie Anthony
    Antoine Anton Antonin Antonio Antony Archie Ariel Arlen Arnold Arthur Arun Arvind Asad Ashley Ashton Ashraf Asif
    Asma Audrey Aung Austin Ayman Ayesha Aziz Bahram Barack Barbara Barney Barry Bart Bashar Beata Beatrice Becky Ben
    Benazir Benedict Benjamin Bernard Bernie Bert Beth Betsy Betty Beverly Bill Billy Bilawal Blake Bob Bobby Bonnie
    Boris Boyd Brad Bradley Brandon Brenda Brendan Brent Bret Brett Brian Brianna Bridget Britney Brittany Brooke
    Bruce Bryan Buddy Byron Caitlin Caitlyn Caleb Calvin Cameron Camille Carl Carla Carlos Carly Carmen Carol Caroline
    Carolyn Carrie Cass Catherine Cathy Cecil Cecile Cedric Celeste Chad Charlene Charles Charlie Charlotte Chelsea
    Cher Cheryl Chloe Chris Christiane Christina Christine Christopher Chrystia Chuck Cindy Claire Clara Clarence
    Clark Claude Claudia Clay Clayton Cliff Clifford Clint Clive Cody Cokie Colin Colleen Connie Conor Conrad Corey
    Cornel Cory Craig Cristina Curt Curtis Cynthia Cyril Daisy Dale Damian Damon Dan Dana Daniel Daniela Daniele
    Danielle Danny Darren Darrell Darryl Dave David Dawn Deb Debbie Deborah Debra Dee Denis Denise Dennis Denny Denzel
    Derek Desmond Devin Diana Diane Dianne Dick Diego Dilma Dimitri Dinesh Dmitri Dmitry Dolores Dolly Dominic
    Dominique Don Donald Donna Donovan Dora Doris Dorothy Doug Douglas Drew Duncan Dustin Dwayne Dwight Dylan Ed Eddie
    Edgar Edith Edmund Eduardo Edward Edwin Eileen Elaine Elena Eleanor Eli Elijah Elise Elizabeth Ella Ellen Ellie
    Elliot Elliott Elon Elvis Emily Emma Emmanuel Enrique Eric Erica Erick Erik Erika Erin Ernest Ernesto Esther Ethan
    Eugene Eva Evan Eve Evelyn Ezra Faisal Farah Farooq Fatima Faye Felipe Felix Ferdinand Fernando Fidel Fiona
    Florence Frances Francesca Francesco Francis Francisco Francois François Frank Franklin Franz Fred Freddie
    Frederick Gabby Gabriel Gabriela Gabrielle Gail Garrett Garry Gary Gavin Gayle Gene Geoff Geoffrey George Gerald
    Geraldo Gerard Gerhard Gerry Gideon Gina Giorgia Giovanni Giuseppe Glen Glenn Gloria Gordon Grace Graham Grant
    Greg Gregg Gregory Greta Gretchen Grover Guillermo Gus Gwen Hafiz Haley Hamid Hamza Hank Hannah Hans Harold
    Harriet Harris Harrison Harry Harvey Hasan Hassan Hazel Heather Hector Heidi Heinrich Helen Helmut Henry Herb
    Herbert Herman Hermann Hillary Hilary Hina Holly Horst Hosni Howard Hubert Hugh Hugo Humza Hussein Ian Ibrahim Ida
    Igor Ike Ilhan Ilya Imran Ingrid Ira Irene Iris Irving Isaac Isabel Isabella Ismail Israel Ivan Ivana Ivanka Jack
    Jackie Jackson Jacob Jacqueline Jacques Jaime Jair Jake Jamal James Jamie Jan Jana Jane Janet Janice Jared Jasmine
    Jason Javad Javier Jay Jayne Jean Jeanne Jeb Jed Jeff Jeffrey Jen Jenna Jennifer Jenny Jens Jeremy Jerome Jerry
    Jess Jesse Jessica Jill Jim Jimmy Jo Joan Joann Joanna Joanne Jody Joe Joel Joey Johan Johann John Johnny Jon
    Jonah Jonathan Joni Jordan Jorge Jose José Josef Joseph Josh Joshua Josephine Joy Joyce Juan Juanita Judith Judy
    Julia Julian Juliana Julie Julio Julius Justin Kamala Karen Karim Karl Karla Kate Katherine Kathleen Kathryn Kathy
    Katie Katrina Katy Kay Kayleigh Keith Kellyanne Kelly Kelsey Ken Kendra Kenneth Kent Kerry Kevin Khalid Khawaja
    Kim Kimberly Kirk Kirsten Kirstjen Kofi Kris Krista Kristen Kristi Kristin Kristina Kurt Kyle Kyrsten Lamar Lana
    Lance Larry Laura Lauren Laurie Laurence Lawrence Leah Lee Leila Leo Leon Leonard Leonardo Leonid Leroy Les Leslie
    Lester Lewis Liam Liaquat Lila Lillian Lily Lina Linda Lindsay Lindsey Lionel Lisa Liz Liza Lloyd Lois Lola
    Lorenzo Loretta Lori Lorraine Lou Louis Louise Lucas Lucia Lucille Lucy Luis Luisa Lula Luke Luther Lydia Lyle
    Lyndon Lynn Mackenzie Maddie Madeleine Madeline Maggie Mahmoud Mahmud Malala Malcolm Malik Mandy Manmohan Manuel
    Marc Marcel Marcia Marco Marcos Marcus Margaret Margot Maria Marie Marilyn Marina Mario Marion Marjorie Mark
    Markus Marlene Marsha Marshall Martha Martin Marvin Mary Maryam Mathew Matt Matteo Matthew Maureen Maurice
    Mauricio Max Maxine Maxwell Maya Mazie Megan Meghan Mehdi Mehmood Mel Melania Melanie Melinda Melissa Meredith
    Michael Michaela Michel Michele Michelle Mick Miguel Mike Mikhail Mildred Miles Milton Mindy Miriam Mitch Mitchell
    Mitt Mohamed Mohammad Mohammed Moin Molly Mona Monica Moritz Morgan Morris Moses Muammar Muhammad Murray Mustafa
    Myra Myron Nadia Nadine Nancy Naomi Narendra Natalia Natalie Natasha Nate Nathan Nathaniel Nawaz Neal Ned Neil
    Nelson Newt Nia Nicholas Nick Nicki Nicola Nicolas Nicole Nigel Nicolás Nikki Nikita Nikolai Nina Noah Noam Noel
    Nora Norm Norma Norman Nouri Nuri Octavia Olaf Oleg Oliver Olivia Olga Olympia Omar Oprah Orrin Oscar Osama Oskar
    Otto Owen Pablo Paige Pam Pamela Parker Pat Patrice Patricia Patrick Patsy Patti Patty Paul Paula Paulo Pauline
    Pedro Peggy Penelope Penny Perry Pervez Pete Peter Petra Petro Phil Philip Philippe Phillip Phyllis Pierre Piotr
    Porter Preet Preston Priscilla Priti Qamar Quentin Quincy Rachel Rafael Rahm Rahul Raj Rajiv Ralph Ramon Ramzi
    Rand Randall Randolph Randy Raphael Rashid Rashida Raul Raúl Ray Raymond Reagan Rebecca Recep Reggie Reginald
    Reince Rene Renee Reuben Rex Rhonda Ricardo Richard Rick Ricky Riley Rishi Rita Rob Robby Robert Roberta Roberto
    Robin Rocky Rod Roderick Rodney Rodrigo Roger Roland Rolf Ron Ronald Ronan Ronna Ronnie Rosa Rosalind Rosalynn
    Rose Rosemary Ross Roy Ruben Rudolph Rudy Rupert Russ Russell Rusty Ruth Ryan Sabrina Sadiq Saddam Sally Salman
    Salma Salvador Sam Samantha Sami Samir Sammy Samuel Sandra Sandy Sanjay Sara Sarah Sasha Saul Savannah Scott Sean
    Sebastian Sergei Sergey Sergio Seth Shahbaz Shane Shannon Sharon Shashi Shaun Shawn Sheila Sheldon Shelley Sheri
    Sherman Sherri Sherrod Sherry Shimon Shinzo Shireen Shirley Sidney Sigmar Silvio Simon Simone Sofia Sonia Sonny
    Sophia Sophie Spencer Stacey Stacy Stan Stanley Stefan Stefanie Stella Stephanie Stephen Steve Steven Stewart
    Stormy Stuart Sue Sundar Susan Susana Susanna Susanne Susie Suzanne Sushma Syed Sylvia Sylvester Tamara Tammy
    Tanya Tara Tareq Tariq Tayyip Ted Terence Teresa Terri Terry Tess Thad Thaddeus Thelma Theodore Theresa Thom
    Thomas Tiffany Tim Timothy Tina Toby Todd Tom Tommy Toni Tony Tracey Tracy Travis Trent Trevor Trey Trish Troy
    Tucker Tulsi Tyler Tyrone Ursula Usman Valerie Vanessa Vera Vernon Veronica Vicki Vicky Victor Victoria Viktor
    Vince Vincent Viola Violet Virginia Vivek Vivian Vladimir Volodymyr Wade Waleed Walid Wallace Walt Walter Wanda
    Warren Wayne Wendell Wendy Wes Wesley Whitney Whoopi Wilbur Will Willard William Willie Wilma Winston Wolf
    Wolfgang Xavier Xi Yasir Yasser Yair Yevgeny Yitzhak Yoko Yolanda Yulia Yuri Yusuf Yvonne Zach Zachary Zack Zahid
    Zainab Zbigniew Zoe Zulfikar Zulfiqar Ziad Zia April August June
    """
)
"""First names: whatever begins so and goes on with a capital is a person."""

SURNAMES = words(
    """
    Trump Obama Biden Clinton Putin Netanyahu Merkel Macron Modi Zelensky Zelenskyy Assad Erdogan Erdoğan Pelosi
    McConnell Sanders Cruz Rubio Romney Reagan Nixon Hitler Stalin Lenin Gaddafi Qaddafi Kadafi Mueller Comey
    Kavanaugh Gorsuch Scalia Snowden Assange Musk Bezos Zuckerberg Soros Bannon Giuliani Pence Buttigieg McCain
    Khamenei Khomeini Rouhani Ahmadinejad Maduro Chavez Castro Bolsonaro Trudeau Thatcher Corbyn Boehner Limbaugh
    Kissinger Mandela Gandhi Musharraf Zardari Bhutto Sharif Yanukovych Poroshenko Navalny Mubarak Morsi Sisi Hariri
    Abbas Arafat Sotomayor Ginsburg Alito Hannity O'Reilly O’Reilly Manafort Kushner Tillerson Pompeo Mattis DeVos
    Schumer Huckabee Gingrich Santorum Kasich Bachmann Palin Cheney Rumsfeld Petraeus Sarkozy Hollande Berlusconi
    Yeltsin Gorbachev Lavrov Medvedev Kim Klobuchar O'Rourke O’Rourke Ocasio-Cortez DeSantis Fauci Cuomo Newsom
    Whitmer Kaepernick Weinstein Epstein Duterte Kirchner Tsipras Varoufakis Orban Orbán Salvini Starmer Farage Sunak
    Khashoggi Suleimani Soleimani Nasrallah
    """
)
"""Surnames that need no first name: they mean one person or a few, and nothing else."""

AMBIGUOUS_SURNAMES = words(
    """
    Christian Hill Park Church Hall Day Law Bush Lake Banks Woods Rivers Street Bridges Marsh Post Power Bond Field
    Fields Ford Price Sessions House Waters Castle Forest Bank Major Case Chambers King Bishop Pope Judge Dean Prince
    Knight Justice Marshall Mayor Baron Speaker Queen Senator Earnest General Parliament Christie Guard Young Brown
    White Black Green Gray Cole Best Rice Bell Stone Steele Snow Winter Summers Winters Love Hope Grace Cross Strong
    Long Short Small Little Early Frost Sharp Swift Wise Noble Moody Savage Powers Cook Carter Cooper Baker Mason
    Taylor Turner Walker Court Bee Press Forbes Bloomberg
    """
)
"""Surnames after a first name that otherwise end the name of a place, a thing, or a title."""

NAMESAKES = words("May August Will")
"""Surnames that are months or little words as well."""

TIMES = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays
    Sundays January February March April May June July August September October November December Jan. Feb. Aug. Sept.
    Sep. Oct. Nov. Dec. Mon. Tues. Wed. Thurs. Fri. Easter Christmas Thanksgiving Ramadan Halloween Hanukkah Eid
    """
)

PLACES = _phrases(
    """
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana
    |Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana
    |Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|New York City|North Carolina|North Dakota|Ohio
    |Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia
    |West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam|D.C.|DC|Ala.|Ariz.|Ark.|Calif.|Colo.|Conn.
    |Del.|Fla.|Ga.|Ill.|Ind.|Kan.|Ky.|La.|Md.|Mass.|Mich.|Minn.|Miss.|Mo.|Mont.|Neb.|Nev.|N.H.|N.J.|N.M.|N.Y.|N.C.
    |N.D.|Okla.|Ore.|Pa.|R.I.|S.C.|S.D.|Tenn.|Tex.|Vt.|Va.|W.Va.|Wash.|Wis.|Wyo.|L.A.|NYC|N.Y.C.|Manhattan|Brooklyn
    |Queens|Bronx|Staten Island|Harlem|Long Island|Los Angeles|San Francisco|San Diego|Chicago|Houston|Dallas|Boston
    |Philadelphia|Phoenix|Detroit|Seattle|Denver|Miami|Atlanta|Las Vegas|Baltimore|Milwaukee|Minneapolis|Cleveland
    |Cincinnati|Pittsburgh|St. Louis|Saint Louis|Kansas City|New Orleans|Nashville|Memphis|Tampa|Orlando|Charlotte
    |Raleigh|Charleston|Charlottesville|Columbus|Indianapolis|Sacramento|Oakland|Berkeley|San Bernardino|Santa Fe
    |Tucson|Albuquerque|Salt Lake City|Oklahoma City|Omaha|Des Moines|Baton Rouge|Little Rock|Richmond|Newark|Hartford
    |Buffalo|Albany|Syracuse|Providence|Concord|Ferguson|Flint|Newtown|Aurora|Columbine|Parkland|Sandy Hook|El Paso
    |San Antonio|Fort Worth|Portland|Anchorage|Honolulu|Madison|Lansing|Toledo|Tulsa|Tallahassee|Jacksonville
    |Palm Beach|Mar-a-Lago|Mar-A-Lago|Camp David|Guantanamo Bay|Guantanamo|Guantánamo|Guantánamo Bay|Ground Zero
    |Silicon Valley|Hollywood|Broadway|Times Square|Wall Street|Main Street|Benghazi|Mosul|Raqqa|Aleppo|Idlib|Homs
    |Kobani|Fallujah|Ramadi|Tikrit|Basra|Kirkuk|Kandahar|Helmand|Kunduz|Karachi|Lahore|Rawalpindi|Peshawar|Quetta
    |Faisalabad|Multan|Sialkot|Punjab|Sindh|Balochistan|Baluchistan|Khyber Pakhtunkhwa|Gilgit-Baltistan|Waziristan
    |North Waziristan|South Waziristan|FATA|Kashmir|Azad Kashmir|Jammu|Srinagar|Jammu and Kashmir|Mumbai|Kolkata
    |Chennai|Bangalore|Hyderabad|Gujarat|Bihar|Uttar Pradesh|Assam|Kerala|Shanghai|Hong Kong|Macau|Tibet|Xinjiang
    |Wuhan|Guangzhou|Shenzhen|Tiananmen Square|Crimea|Donbas|Donbass|Donetsk|Luhansk|Lugansk|Mariupol|Odessa|Kharkiv
    |Sevastopol|Debaltseve|Chechnya|Dagestan|Siberia|St. Petersburg|Saint Petersburg|Sochi|Vladivostok|Abkhazia
    |South Ossetia|Nagorno-Karabakh|Transnistria|Gaza|Gaza Strip|Gaza City|West Bank|East Jerusalem|Hebron|Jenin
    |Nablus|Rafah|Haifa|Golan Heights|Sinai|Suez Canal|Istanbul|Izmir|Dubai|Mecca|Medina|Jeddah|Aden|Hodeidah
    |Kurdistan|Iraqi Kurdistan|Persian Gulf|Strait of Hormuz|Scotland|England|Wales|Northern Ireland|Belfast|Glasgow
    |Edinburgh|Manchester|Liverpool|Birmingham|Cardiff|Calais|Nice|Marseille|Lyon|Strasbourg|Munich|Hamburg|Frankfurt
    |Cologne|Bonn|Dresden|Geneva|Zurich|Milan|Venice|Naples|Sicily|Lampedusa|Barcelona|Catalonia|Lesbos|Lesbos
    |Salzburg|Rotterdam|Antwerp|Molenbeek|Srebrenica|Krakow|Auschwitz|Toronto|Montreal|Vancouver|Quebec|Ontario
    |Alberta|Sydney|Melbourne|Tijuana|Ciudad Juarez|Acapulco|Sao Paulo|São Paulo|Rio de Janeiro|Rio|Lagos|Johannesburg
    |Cape Town|Darfur|Sirte|Timbuktu|Gao|Chibok|Hiroshima|Nagasaki|Okinawa|Fukushima|Davos|Europe|Eastern Europe
    |Western Europe|Central Europe|Asia|Central Asia|South Asia|Southeast Asia|East Asia|Africa|North Africa
    |West Africa|East Africa|Sub-Saharan Africa|Latin America|South America|North America|Central America|Middle East
    |Mideast|Far East|Near East|Caribbean|Balkans|Scandinavia|Antarctica|Arctic|Pacific|Asia-Pacific|Atlantic
    |Atlantic Ocean|Pacific Ocean|Indian Ocean|Mediterranean|South China Sea|East China Sea|Black Sea|Red Sea|Baltic
    |Baltics|Caucasus|Himalayas|Sahel|Sahara|Maghreb|Levant|Korean Peninsula|Korean peninsula|Arabian Peninsula
    |Soviet Union|USSR|U.S.S.R.|Yugoslavia|Czechoslovakia|Midwest|Deep South|Bible Belt|Rust Belt|Sun Belt|New England
    |Rocky Mountains|Rio Grande|Gulf Coast|Gulf of Mexico|West Coast|East Coast|Pacific Northwest|Bay Area|Great Lakes
    |Great Plains|Appalachia|Bermuda|Cayman Islands|Greenland|Earth|Mars|Moon|East Germany|West Germany
    |Western Hemisphere|Ottoman Empire|Roman Empire|British Empire|Prussia|Pearl Harbor|Normandy|Mount Rushmore
    |Yemeni coast|Standing Rock|U.S. Capitol|Capitol|La Jolla|Abu Ghraib|New Hampshire|South Bend|Long Beach
    |Santa Monica|Pacific Palisades|Martha's Vineyard|Napa|Malibu|Brentwood|Compton
    """
)
"""Places that are no countries; they take no side, so they are no targets."""

UTILITIES = words("Water Gas Electric Telecom Petroleum Oil Steel")
"""What firms sell: it ends their names, and begins those of things."""

CONNECTED = words("Ministry Department Office Bureau Committee Board Administration Council Commission")
"""Institutions in whose names "and" joins two fields."""

INSTITUTIONS = (
    frozenset(
        word.capitalize()
        for word in lexicon.INSTITUTIONS
        - words(
            "state city county industry tank force command operator maker manufacturer house leadership team mission"
        )
    )
    | words(
        """
        Bureaus Committees Councils Universities Guard Guards Patrol Corps Project Network Forum Caucus Airlines
        Airways Motors Industries Technologies Holdings Partners Studios Pictures Pharmaceuticals Inc. Corp. Co. Ltd.
        Ltd PLC Plc Rail
        LLC LLP Initiative Front Brotherhood Ministries Academy Library Museum Clinic Trust Enterprises Communications
        Broadcasting Securities Ventures Insurance Foods Stores Brothers & Seminary Tribunal Senate Assembly Parliament
        Ministry Secretariat Directorate Headquarters Symphony Orchestra Alumni Unions Republicans-Club Knights
        """
    )
) - {"&"}
"""Words that make the capitals they end an institution."""

THINGS = words(
    """
    Act Amendment Bill Law Laws Bowl Cup Prize Award Awards Day Eve Street St. Avenue Ave. Road Boulevard Blvd. River
    Lake Ocean Sea Mountain Mountains Island Islands Beach Heights County City Park Valley Airport Hotel Tower Towers
    Bridge Building Plaza Square Hall Stadium Arena Garden Gardens War Wars Deal Agreement Accord Accords Treaty Plan
    Order Resolution Century Era Revolution Report Memo Book Bible Quran Koran Constitution Declaration Convention
    Primary Caucuses Election Elections Debate Speech Doctrine Theory Spring Crisis Recession Depression Holocaust
    Christmas House Hills Hill Bay Creek Falls Springs Ridge Point Pointe Canyon Desert Peninsula Coast Canal Gulf
    Strait Pass Port Harbor Highway Freeway Turnpike Lane Drive Route Interstate Tunnel Terminal Village Town Township
    District Province Region Territory Border Wall Fence Zone Belt Program Programme Protocol Compact Pact Rule Rules
    Code Clause Article Chapter Section Title Oscar Oscars Emmy Grammy Medal Star Tour Series Game Games Olympics
    League Week Month Year Years Night Morning Show Weekend Hour Tonight Daily Live Age Ages Center Centre Mall Market
    Theater Theatre Restaurant Bar Cafe Grill Kitchen Farm Ranch Estate Estates Court Syndrome Disease Virus Flu Fever
    Index Average Poll Survey Study Twitter Facebook Photo Photos Image Images Video Edition Magazine Cathedral Mosque
    Temple Synagogue Chapel Cemetery Memorial Monument Statue Pipeline Dam Reservoir Plant Refinery Mine Base Camp
    Fort Barracks Hurricane Storm Massacre Riot Riots Uprising Rebellion Scandal Affair Gate Papers Files Tapes
    Letters Diaries Summit Conference Talks Rally March Parade Festival Fair Ball Gala Dinner Lecture Ceremony States
    East West North South Nation Nations Empire Kingdom Republic Line Lines Station Railroad Railway Bus Train Ship
    Jet Aircraft Missile Rifle Gun Principle Principles Circuit Effect Test Standards Standard Rights Freedom Liberty
    Security Care Medicine Reform Tax Taxes Budget Cuts Stimulus Bailout Basin
    """
)
"""Words that make the capitals they end a thing, a place or an event: no target."""

BEFORE_THINGS = words(
    """
    Hurricane Operation Mount Lake Fort Port Cape Camp San Santa Saint St. New North South East West Los Las Hotel
    Flight Route Interstate Section Article Chapter Title Act Part Phase Project Proposition Prop. Amendment Room Gate
    Apollo Storm Typhoon Cyclone Northern Southern Eastern Western Central Upper Lower Downtown Greater Great Highway
    University Bay Point Grand Palm Mar Big Little Old Red Blue Green Black White Golden Silver Free Super Social Deep
    Fake Second First Third Fourth Fifth Sixth Eighth Tenth Fourteenth Civil World Cold Good High Holy Dark Real True
    Affordable
    """
)
"""Words that make the capitals after them a thing, a place or an event."""

NO_ACRONYMS = words(
    """
    PAC PACs TV DNA RNA AIDS HIV CEO CFO COO CTO GDP GNP AM PM ID IQ DUI DWI PC USB II III IV VI VII VIII IX XI XII
    IED IEDs LGBT LGBTQ LGBTQI PTSD ADHD NAFTA DACA DAPA TPP TTIP COVID SARS MERS CHIP SNAP SUV ATM GPS PDF FAQ RSS
    URL HTML GMO BMI CT AR AK CCTV DVD VIP VP MP MPs PhD MD JD MBA BA BS OK RIP FYI LOL OMG WTF IMO USD GBP EUR EST
    EDT PST PDT GMT ET UTC POTUS FLOTUS VPOTUS MAGA ACA AHCA BCRA FISA FOIA RICO JCPOA START CPEC INF ABM ICBM WMD
    WMDs UFO CO2 NYPD-style ER ICU AMP HD LED LCD MRI PR HR IT IP QA Q&A RBI MVP PPE GMAT SAT ACT AP-GfK DIY HQ ASAP
    RSVP BYOB AKA PS NB AD BC BCE CE AZ CA CO DE FL GA IA IL KS KY LA MA MN MO MT NC ND NE NH NJ NM NV NY OH PA RI SC
    SD TN TX UT VA VT WA WV WY VIDEO PHOTO UPDATE UPDATED BREAKING READ WATCH MORE RELATED LIVE EXCLUSIVE OPINION
    ANALYSIS EDITORIAL ADVERTISEMENT STORY SHARE HERE THIS THAT NOT ALL NEVER AND WHY NO SO YES BUT EVER EVERY VERY
    ONLY ALWAYS MUST CAN WILL NOW THE WHAT HOW WHEN WHERE ANY ONE TWO BIG BAD GOOD TRUE FALSE FAKE NEWS WIN LOSE SEE
    ALSO TO OF IN ON IF OR AS AT BY DO IS BE ARE WAS HE SHE WE YOU ME MY OUR THEY THEM HIS HER ITS HAS HAVE HAD FOR
    FROM WITH STOP VOTE SAD GREAT MAKE LET GET OUT OFF UP DOWN OVER MAY SHOULD WOULD COULD DID DOES NONE BOTH SAME
    SUCH MOST MANY MUCH TOO ELSE THEN THAN THERE HIM WHOLE REAL LOVE
    """
)
"""Capitals that are no organisation: things, titles, states of the USA, and words that are only stressed."""
