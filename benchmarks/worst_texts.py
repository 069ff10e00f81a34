"""Texts that a careless pattern would stumble on, of any size."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial

_REPEATED = {
    "ones": "1 ",
    "long numeral": "vingt-et-un-mille-deux-cent-",
    "de de de": "de ",
    "le le le": "le ",
    "un un un": "un ",
    "1 à 1 à 1": "1 à ",
    "de 1 à 2 de": "de 1 à 2 ",
    "entre 1 et 2 et": "entre 1 et 2 et 3 et ",
    "1 et 1 et": "1 et ",
    "vingt et un et un": "vingt et un et ",
    "et demi et demi": "et demi ",
    "millions de millions": "millions de ",
    "1 million de millions": "1 million de ",
    "mille mille": "mille ",
    "plus de plus de": "plus de ",
    "pas moins de 1": "pas moins de plus de 1 ",
    "dont 1 dont 1": "dont 1 ",
    "contre 1 million": "1 million d'euros contre 2 millions, dont 3 ",
    "1 € 1 €": "1 € ",
    "1 à 1 €": "1 à 1 € ",
    "3 €50": "3 €50",
    "euros euros": "euros ",
    "1 euros par": "1 euro par ",
    "€€€€": "€",
    "$ € £": "$ € £ ",
    "1$1$": "1$",
    "% % %": "% ",
    "1 % 1 %": "1 % ",
    "12-12-12": "12-12-",
    "1,1,1": "1,1",
    "1.1.1": "1.1.",
    "1/1/1": "1/1/",
    "1 000 000": "1 000 ",
    "1 sur 1": "1 sur ",
    "1 fois 1": "1 fois ",
    "du 1er au 1er": "du 1er au ",
    "les 1, 1 et 1": "les 1, 2, 3, ",
    "1er 1er": "1er ",
    "2023 2023": "2023 ",
    "1er mai 1er mai": "1er mai ",
    "20 h 20 h": "20 h ",
    "20h20": "20h20",
    "1 an 1 an": "1 an ",
    "1 an et 1 an et": "1 an et ",
    "lundi lundi": "lundi ",
    "mai mai": "mai ",
    "la veille la veille": "la veille ",
    "il y a il y a": "il y a ",
    "dans les prochains": "dans les prochains ",
    "depuis jusqu'à": "depuis jusqu'à ",
    "fin début fin": "fin début mi-",
    "XXXX": "X",
    "XIXe siècle": "XIXe siècle ",
    "M. M. M.": "M. ",
    "......": ".",
    "@@@@": "@",
    "a@a@a@": "a@",
    "http://http://": "http://",
    "#1#1": "#1",
    "((((": "(",
    "« « «": "« ",
    "''''": "'",
    "- - -": "- ",
    "----": "-",
    "line ends": "\n",
    "1 a line": "1\n",
    "spaces": " ",
    "1 and many spaces": "1" + " " * 50,
    "no-break spaces": "\u00a01",
    "aaaa": "a",
    "AAAA": "A",
    "1111": "1",
    "1a1a": "1a",
    "e + acute accents": "e\u0301",
    "only acute accents": "\u0301",
    "1 + marks": "1\u0301\u0302\u0303",
    "soft hyphens": "mil\u00adlion ",
    "only soft hyphens": "\u00ad",
    "emoji": "😀",
    "Chinese": "三百万欧元",
}
_CHARACTERS = {
    "digits and spaces": "0123456789 ",
    "digits and separators": "0123456789 .,'-/",
    "currency symbols": "$€£¥₽₹",
}
_WORDS = {
    "number words": ("{} ", "un deux quatre vingt trente soixante dix cent mille et demi tiers neuf"),
    "unit words": ("{} ", "mètres km tonnes hectares litres kWh degrés barils heures points kilos"),
    "1 + unit words": ("1 {} ", "mètre km tonne hectare litre kWh degré baril point kilo carré"),
    "currency words": ("{} ", "euros dollars livres francs couronnes centimes milliards de canadiens"),
    "month names": ("{} ", "janvier février mars avril mai juin juillet août septembre octobre"),
    "day names": ("{} ", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "dates' small words": ("{} ", "le du au fin dernier prochain matin an mois de la en 3 2020"),
    "figures' small words": ("{} ", "de à et ou entre plus moins sur dont environ 1 12 3,5 million €"),
    "all small words": ("{} ", "1 à de mai € et un h 2024 % le km depuis plus cent du au lundi m2"),
}


def worst_texts(articles: Sequence[str]) -> Mapping[str, Callable[[int], str]]:
    """By name, what makes a text of so many characters; `articles` are ordinary ones."""
    ordinary = {
        "ordinary articles": partial(_repeat, "\n\n".join(articles) + "\n\n"),
        "ordinary, one line": partial(_repeat, " ".join(articles).replace("\n", " ") + " "),
        "ordinary, upper case": partial(_repeat, "\n\n".join(articles).upper() + "\n\n"),
        "ordinary, no spaces": partial(_repeat, "".join("".join(articles).split())),
    }
    repeated = {name: partial(_repeat, piece) for name, piece in _REPEATED.items()}
    words = {name: partial(_mix, form, words.split()) for name, (form, words) in _WORDS.items()}
    characters = {name: partial(_mix, "{}", some) for name, some in _CHARACTERS.items()}
    return ordinary | words | characters | repeated


def _repeat(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _mix(form: str, some: Sequence[str], size: int) -> str:
    # The same text each time. Every piece has a character at least.
    return "".join(map(form.format, random.Random(size).choices(some, k=size)))[:size]
