"""A map made up for tests: it has every kind, every relation, joint premises and undercuts."""

from __future__ import annotations

import random

from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason


def stray_claims() -> ArgumentMap:
    """Two questions, three claims that answer neither, and links between the bands."""
    m = ArgumentMap(title="Stray claims")
    m.question("Is the moon a planet?", id="q1")
    m.question("Is Pluto a planet?", id="q2")
    m.claim("Words mean what astronomers agree on", id="s1")
    m.claim("The moon is none", id="c1", answers="q1")
    m.claim("Definitions cannot be true or false", id="s2")
    m.claim("Pluto is one", id="c2", answers="q2")
    m.claim("Children love Pluto", id="s3")
    m.reason("It goes around the earth", id="r1", supports="c1")
    m.reason("It goes around the sun", id="r2", supports="c2")
    m.reason("A vote was held in 2006", id="r3", supports="s1")
    m.reason("The vote makes the word", id="r4", supports=("s1", "c1"))
    m.caveat("It has not cleared its orbit", id="k1", rebuts="c2")
    m.caveat("Only 4 % of them voted", id="k2", undercuts="r3")
    return m


def city_charge() -> ArgumentMap:
    """Should the city charge cars? Twenty statements from an interview that never was."""
    m = ArgumentMap(title="Interview: should the city charge cars?")
    m.question("Should the city start charging cars that enter the centre?", id="q", speaker="Host")

    def add(kind: str, id: str, text: str, speaker: str = "Mayor", **fields: object) -> None:
        getattr(m, kind)(text, id=id, speaker=speaker, **fields)

    add(
        "claim",
        "charge",
        "The city should charge £6 a day for cars entering the centre from next spring.",
        answers="q",
    )
    add(
        "claim",
        "traffic",
        "The charge will cut traffic in the centre by about a fifth.",
        supports="charge",
    )
    add(
        "claim",
        "air",
        "The air that children breathe near the ring road will get cleaner.",
        supports="charge",
    )
    add(
        "claim",
        "money",
        "The money will pay for buses that poorer districts need.",
        supports="charge",
    )
    add(
        "reason",
        "cities",
        "Three comparable cities saw 18–22 % fewer cars in the first year.",
        supports="traffic",
    )
    add(
        "caveat",
        "railway",
        "Those cities had an underground railway; we do not.",
        "Host",
        undercuts="cities",
    )
    add(
        "reason",
        "trial",
        "Our own two-week trial in June cut rush-hour traffic by 14 %.",
        supports="traffic",
    )
    add(
        "caveat",
        "weather",
        "“The June trial ran in good weather, so I would not promise the full fifth.”",
        limits="trial",
    )
    add(
        "reason",
        "exhaust",
        "Exhaust is the largest source of NO₂ at the two schools we measure.",
        supports="air",
        joint="schools",
    )
    add(
        "reason",
        "fewer",
        "Fewer cars means less exhaust at those schools.",
        supports="air",
        joint="schools",
    )
    add("caveat", "vans", "Only if the diesel vans are replaced as planned.", limits="fewer")
    add(
        "caveat",
        "round",
        "Drivers will simply go round, and the ring road will get worse.",
        "Host",
        rebuts="air",
    )
    add("caveat", "zone", "The ring road is inside the charging zone.", rebuts="round")
    add(
        "reason",
        "fenced",
        "The council has ring-fenced all net income for bus routes for ten years.",
        supports="money",
    )
    add(
        "caveat",
        "undo",
        "A later council can undo the ring-fence with one vote.",
        "Host",
        undercuts="fenced",
    )
    add(
        "caveat",
        "vote",
        "It would have to say so in an election year.",
        undercuts="undo",
        implicit=True,
    )
    add(
        "reason",
        "cars",
        "Two in three households in the east of the city have no car.",
        supports="money",
    )
    add(
        "caveat",
        "small",
        "Income in year one will be small because cameras must be paid for.",
        limits="money",
    )
    add(
        "caveat",
        "night",
        "Night-shift workers have no bus and will pay the most.",
        "Host",
        rebuts="charge",
    )
    add(
        "caveat",
        "exempt",
        "Night-shift workers on low pay will be exempt.",
        rebuts="night",
        qualifier="I think",
    )
    return m


def random_map(seed: int) -> ArgumentMap:
    """A map of up to forty statements as people make them: trees with a few links across.

    It may have questions, joint premises, undercuts of every kind of link, and second targets.
    """
    dice = random.Random(seed)  # noqa: S311 -- the same maps every time
    questions = [
        Question(id=f"q{n}", text=f"What of matter {n}?")
        for n in range(dice.choice((0, 0, 1, 2, 3)))
    ]
    statements: list[Claim | Reason | Caveat] = []
    most = dice.choice((2, 3, 4, 9))
    for n in range(dice.randint(2, 40)):
        id = f"s{n}"
        text = " ".join(dice.choice(_WORDS) for _ in range(dice.randint(1, 14)))
        if not statements or dice.random() < 0.08:
            answers = dice.choice(questions).id if questions and dice.random() < 0.8 else ()
            statements.append(Claim(id=id, text=text, answers=answers))
            continue
        under = dice.choice(statements[-most:] if dice.random() < 0.7 else statements)
        named: dict[str, tuple[str, ...]] = {}
        chance = dice.random()
        ends = [(one, r, t) for one in statements for r, t in one.references if r in _ATTACKED]
        if chance < 0.15 and ends:
            premise, _, target = dice.choice(ends[-2 * most :])
            named["undercuts"] = (f"{premise.id}->{target.partition('->')[0]}",)
        else:
            relation = dice.choice(("supports",) * 5 + ("rebuts", "rebuts", "limits", "restates"))
            others = (dice.choice(statements).id,) if dice.random() < 0.1 else ()
            named[relation] = tuple(dict.fromkeys((under.id, *others)))
        kind: type[Claim | Reason | Caveat] = Reason if "supports" in named else Caveat
        if "restates" in named:
            kind = Claim
        joint = f"{under.id}-together" if dice.random() < 0.25 else None
        statements.append(kind(id=id, text=text, joint=joint, **named))
    return ArgumentMap(
        questions=questions,
        claims=[one for one in statements if isinstance(one, Claim)],
        reasons=[one for one in statements if isinstance(one, Reason)],
        caveats=[one for one in statements if isinstance(one, Caveat)],
    )


_ATTACKED = ("supports", "rebuts", "limits", "undercuts")
_WORDS = (
    *("the", "town", "bridge", "tax", "will", "cost", "more", "than", "it", "ever", "brought"),
    *("and", "nobody", "asked", "us", "about", "it"),
)
