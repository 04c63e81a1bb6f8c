"""Common first names by the pronoun that mostly goes with them in English-language news; data."""

from __future__ import annotations

from framing.labels.lexicon import words

MALE = words(
    """
    aaron abdul adam ahmad ahmed al alan albert alejandro alex alexander ali allen andre andrei andrew anthony antonio
    arthur asif barack barry ben benjamin bernard bernie bill bob boris brad brandon brett brian bruce bryan carl
    carlos charles charlie chris christopher chuck clarence colin craig dan daniel darren dave david dean dennis derek
    devin dick dmitry don donald doug douglas dwight ed eddie edward elijah emmanuel eric ernest ethan eugene evan
    fawad felix francis francisco frank fred frederick gary gavin geoff george gerald giuseppe glenn gordon graham
    greg gregory hamid harold harry harvey hassan henry herman howard hugh hussein ian ibrahim imran isaac ishaq ivan
    jack jacob jaime jake james jamie jared jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe
    joel john johnny jon jonathan jorge jose joseph josh joshua juan justin karl keith ken kenneth kevin khalid kirk
    kyle larry lawrence lee leo leon leonard lindsey lloyd louis luis luke malcolm marco mario mark martin marvin matt
    matthew max mehdi michael mick miguel mike mitch mitt mohamed mohammad mohammed muhammad nathan neil newt nicholas
    nick nigel noah norman oliver omar oscar osama patrick paul pedro pete peter phil philip pierre rafael rahul raj
    ralph ramon rand randy raymond recep reince rex ricardo richard rick ricky rob robert roberto rodney roger ron
    ronald ross roy rudolph rudy rupert russell ryan salman sam samuel saul scott sean sebastian sergei seth shah
    shane shehbaz simon stanley stephen steve steven stuart ted terry thomas tim timothy todd tom tony travis trent
    trey vernon victor vincent viktor vladimir volodymyr wade walter warren wayne wilbur will william wolf xi yasser
    yusuf zachary zach
    """
)
FEMALE = words(
    """
    abigail adriana aisha alexandra alexandria alice alison amanda amber amy ana andrea angela angie anita ann anna
    anne annie april asma audrey barbara benazir bernadette beth betsy betty beverly bonnie brenda bridget brittany
    candace carla carly carmen carol caroline carolyn carrie catherine cathy charlotte cheryl chelsea christina
    christine cindy claire claudia colleen condoleezza connie courtney crystal cynthia dana danielle dawn deborah
    debbie debra denise diana diane dianne donna dorothy edith eileen elaine eleanor elena elise elizabeth ellen emily
    emma erica erin eva evelyn fatima fiona florence frances gabrielle gail gina gloria grace greta gwen hannah
    harriet heather heidi helen hillary hina holly huma ilhan inga irene isabel ivanka jackie jacqueline jane janet
    janice jasmine jean jeanne jenna jennifer jenny jessica jill jo joan joanna joanne jodi josephine joy joyce
    juanita judith judy julia julie june kamala karen kate katherine kathleen kathy katie kayleigh kellyanne kelli
    kelly kerry kim kimberly kirsten kirstjen kristen kristi laura lauren leah leslie liliana linda lisa liz lois
    loretta lori lorraine louise lucy lydia lynn madeleine madeline mara margaret maria marian marianne marie marilyn
    marsha martha mary maryam maureen maxine megan melanie melania melissa meredith mia michelle mildred molly monica
    nadia nancy naomi natalie nicole nikki nina nora olivia pam pamela pat patricia patty paula peggy phyllis
    priscilla rachel rashida rebecca regina renee rita roberta robin rosa rosalind rose ruth sabrina sally samantha
    sandra sara sarah shannon sharon sheila shelley sherry sherri shirley sonia sophia stacey stephanie stormy sue
    susan susana suzanne sylvia tammy tara teresa theresa tiffany tina tracy tyra tulsi ursula valerie vanessa vera
    veronica victoria viola virginia vivian wendy whitney yasmin yvonne zoe
    """
)
FIRST_NAMES = MALE | FEMALE
"""All of them, in lower case."""
KNOWN_BY_SURNAME = words(
    """
    Obama Trump Clinton Bush Biden Putin Netanyahu Modi Sanders Romney Cruz Rubio Pence Harris McCain Reagan Carter
    Nixon Kennedy Merkel Macron Zelensky Zelenskyy Erdogan Assad Pelosi McConnell Ryan Boehner Reid Schumer Mueller
    Comey Sessions Barr Giuliani Bannon Kushner Kavanaugh Gorsuch Scalia Pompeo Tillerson Bolton Kerry Snowden Assange
    Bloomberg Buttigieg Warren Klobuchar Cuomo DeSantis Christie Palin Gingrich Perry Huckabee Kasich Carson Fiorina
    Santorum Xi Khamenei Rouhani Zarif Sharif Khan Blinken Rice Holder Lynch Fauci Musk Bezos Zuckerberg Soros Johnson
    Thatcher Blair Castro Chavez Maduro Mandela Gandhi Hitler Stalin Khashoggi Weinstein Epstein Stone Manafort Flynn
    Cohen Daniels
    """
)
"""Persons whom news articles name without a first name."""
