"""What lists in data of any shape are called: of people, and of other things."""

from __future__ import annotations

OF_PEOPLE = frozenset(
    (
        *("deputies", "members", "roster", "persons", "people", "representatives", "senators"),
        *(
            "legislators",
            "mps",
            "meps",
            "councillors",
            "contacts",
            "politicians",
            "parliamentarians",
        ),
        *("депутаты", "депутаттар", "депутати", "deputados", "diputados", "députés", "deputes"),
        *("abgeordnete", "mitglieder", "membres", "miembros", "poslowie", "posłowie", "люди"),
        *("person", "member", "deputy", "mp", "mep", "senator", "legislator", "representative"),
        *("councillor", "councilor", "councilmember", "candidate", "candidates", "politician"),
        *("data", "items", "results", "result", "bindings", "features", "records", "rows"),
    )
)
"""What a list of people is called."""

OF_OTHER_THINGS = frozenset(
    (
        *("parties", "party", "factions", "groups", "committees", "committee", "organizations"),
        *("wards", "ward", "area", "district", "constituency", "region", "divisions", "division"),
        *("areas", "districts", "constituencies", "regions", "posts", "roles", "offices", "terms"),
        *("positions", "links", "images", "identifiers", "sources", "events", "bills", "votes"),
        *("memberships", "other_names", "contact_details", "categories", "tags", "countries"),
        *("фракции", "партии", "комитеты", "округа", "регионы", "fraktionen", "partidos"),
    )
)
"""What a list of something else is called."""
