"""Small files in the documented form of each source, and what must be read from them."""

import gzip
import io
import json
import struct
import zipfile
from typing import Any


def zipped(**members: str) -> bytes:
    """Return a zip archive; ``__`` in a name stands for its dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return packed.getvalue()


def rda(name: str, columns: dict[str, list[Any]]) -> bytes:
    """Return an R data file (version 2) with one data frame of text, whole and decimal columns."""

    def number(value: int) -> bytes:
        return struct.pack(">i", value)

    def chars(text: str) -> bytes:
        return number(9) + number(len(text.encode())) + text.encode()

    def vector(values: list[Any]) -> bytes:
        if isinstance(values[0], str):
            return number(16) + number(len(values)) + b"".join(chars(value) for value in values)
        if isinstance(values[0], int):
            return number(13) + number(len(values)) + b"".join(map(number, values))
        return number(14) + number(len(values)) + struct.pack(f">{len(values)}d", *values)

    frame = number(19 | 1 << 9) + number(len(columns)) + b"".join(map(vector, columns.values()))
    names = number(2 | 1 << 10) + number(1) + chars("names") + vector(list(columns)) + number(254)
    tagged = number(2 | 1 << 10) + number(1) + chars(name) + frame + names + number(254)
    return gzip.compress(b"RDX2\nX\n" + number(2) + number(0x30600) + number(0x20300) + tagged)


def workbook(title: str, rows: list[list[str | int | None]]) -> bytes:
    """Return an Excel workbook of one sheet: text shared, whole numbers as they are."""
    words = sorted({cell for row in rows for cell in row if isinstance(cell, str)})

    def cell(value: str | int | None, column: int, line: int) -> str:
        place = f"{chr(ord('A') + column)}{line}"
        if value is None:
            return f'<c r="{place}" s="1"/>'
        if isinstance(value, str):
            return f'<c r="{place}" t="s"><v>{words.index(value)}</v></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(
        f'<row r="{at}">{"".join(cell(one, column, at) for column, one in enumerate(row))}</row>'
        for at, row in enumerate(rows, 1)
    )
    shared = "".join(f"<si><t>{word}</t></si>" for word in words)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{link}"><sheets>'
            f'<sheet name="Contents" sheetId="1" r:id="rId9"/>'
            f'<sheet name="{title}" sheetId="2" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org'
            '/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{link}/worksheet" Target="worksheets/sheet2.xml"/>'
            "</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
            "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>'
            "</worksheet>",
        }.items():
            archive.writestr(name, text)
    return packed.getvalue()


def bindings(*rows: dict[str, str]) -> bytes:
    """Return an answer of the Wikidata query service."""
    found = [
        {name: {"type": "literal", "value": text} for name, text in row.items()} for row in rows
    ]
    return json.dumps({"head": {}, "results": {"bindings": found}}).encode()


def indicator(code: str) -> bytes:
    """Return a page of the World Bank's API: a country, an aggregate, a gap."""
    rows = [
        {"indicator": {"id": code}, "countryiso3code": iso3, "date": year, "value": value}
        for iso3, year, value in (
            ("PAK", "2023", 337912.5),
            ("SAS", "2023", 4.0),
            ("AZE", "2023", None),
        )
    ]
    return json.dumps([{"page": 1, "pages": 1, "per_page": 25000, "total": 3}, rows]).encode()


VOTES = (
    "rcid,ccode,member,vote,session,year\n9001,770,1,1,74,2019\n9001,373,1,2,74,2019\n"
    "9002,770,1,8,74,2019\n9002,373,1,3,74,2019\n9002,9999,1,1,74,2019\n"
)
IDEAL = (
    "Row,ccode,session,NVotes,IdealPoint,QO%,Q5%,Q10%,Q50%,Q90%,Q95%,Q100%,iso3c,Countryname\n"
    "1,770,74,85,-0.1,-1,-0.3,-0.2,-0.1,0,0.1,1,PAK,Pakistan\n"
    "2,384,74,85,-0.7,-1,-0.9,-0.8,-0.7,-0.6,-0.5,0,CIV,C\xf4te d'Ivoire\n"
)
BACI = (
    "t,i,j,k,v,q\n2020,586,31,100630,1200.5,3\n2020,586,31,100640,10,1\n2020,31,586,270900,50,9\n"
)
GRAVITY = (
    "year,iso3_o,iso3_d,dist,distw_harmonic,contig,comlang_off,col_dep_ever,fta_wto,tradeflow_baci\n"
    "2019,PAK,AZE,2192,2391,0,0,0,0,8012.5\n2019,PAK,IRN,1927,1780,1,0,0,1,NA\n"
)
DGD = (
    "year,iso3_o,iso3_d,distance,contiguity,common_language,colony_ever,agree_fta\n"
    "2019,PAK,AZE,2391,0,0,0,0\n"
)
ITPD = (
    "exporter_iso3,exporter_m49,importer_iso3,year,industry_id,trade,flag_mirror\n"
    "PAK,586,AZE,2019,1,2.5,0\nPAK,586,AZE,2019,2,4,0\nPAK,586,PAK,2019,1,70000,0\n"
)
COW_ALLIANCES = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_year,defense,neutrality,"
    "nonaggression,entente,year\n1,2,USA,200,UK,1949,1,0,0,1,2012\n2,2,USA,200,UK,1990,0,0,0,1,2012\n"
)
ATOP = (
    "dyad,mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul\n"
    "1,373,640,2015,1,1,0,0,0,1\n"
)
IGOS = (
    "ccode,year,state,ECO,OIC,CE\n770,2014,PAKISTA,1,1,0\n"
    "373,2014,AZERBAI,1,1,1\n640,2014,TURKEY,1,3,1\n"
)
ROUTES = {
    "ISB": {
        "iata": "ISB",
        "routes": [
            {"iata": "GYD", "km": 2160, "min": 200, "carriers": [{"iata": "J2", "name": "AZAL"}]}
        ],
    },
    "GYD": {"iata": "GYD", "routes": []},
}
AIRPORTS = (
    "id,ident,name,latitude_deg,longitude_deg,iso_country,scheduled_service,gps_code,iata_code\n"
    "1,OPIS,Islamabad,33.56,72.85,PK,yes,OPIS,ISB\n2,OPZZ,Strip,30,70,PK,no,,\n"
)
RUNWAYS = "id,airport_ident,length_ft,closed\n1,OPIS,12001,0\n2,OPIS,99999,1\n"
COMTRADE = {
    "data": [
        {"reporterCode": 586, "partnerCode": 31, "period": "2023", "flowCode": flow,
         "primaryValue": value, "motCode": mode, "customsCode": "C00", "partner2Code": 0}
        for flow, value, mode in (("X", 21.5e6, 0), ("M", 1.5e6, 0), ("X", 9e6, 2100))
    ]
}  # fmt: skip
GDELT_ROW = ["0"] * 58
GDELT_ROW[1], GDELT_ROW[7], GDELT_ROW[17], GDELT_ROW[28], GDELT_ROW[30] = (
    "20230413", "PAK", "AZE", "04", "2.5",
)  # fmt: skip
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Country\tRecipient Country\n"
    "1\t2023-04-13\tCONSULT\tvisit\t3.0\tPAK\tAZE;PAK\n"
)
MIGRANTS: list[list[str | int | None]] = [
    ["United Nations"],
    ["Index", "Region, development group, country or area of destination", "Notes of destination",
     "Type of data of destination", "Location code of destination",
     "Region, development group, country or area of origin", "Location code of origin",
     1990, 2024, 1990, 2024],
    [1, "World", None, None, 900, "World", 900, 9, 9, 4, 4],
    [2, "Azerbaijan*", 1, "B", 31, "Pakistan", 586, 12, 345, 10, 300],
    [3, "Azerbaijan*", 1, "B", 31, "Europe", 908, 7, 8, 3, 4],
    [4, "Pakistan", None, "B R", 586, "Azerbaijan", 31, "..", 27, "..", 13],
]  # fmt: skip
POSITIONS = (
    "DATAFLOW,COUNTRY,DV_TYPE,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,"
    "STATUS\n"
    "IMF.STA:DIP(12.0.1),PAK,O,INWD_D_NETLA_FALL_ALL,AZE,A,2023,1250000,6,\n"
    "IMF.STA:DIP(12.0.1),PAK,O,INWD_D_NETLA_FALL_ALL,G001,A,2023,39000000000,6,\n"
    "IMF.STA:DIP(12.0.1),AZE,O,OTWD_D_NETAL_FALL_ALL,PAK,A,2023,-4000,6,\n"
    "IMF.STA:DIP(12.0.1),AZE,SCC,OTWD_D_NETAL_FALL_ALL,PAK,A,2022,99,6,\n"
    "IMF.STA:DIP(12.0.1),AZE,O,INWD_D_NETLA_FALL_ALL,PAK,A,2023,,6,C\n"
    "IMF.STA:DIP(12.0.1),AZE,O,INWD_D_NETLA_F51_ALL,PAK,A,2023,77,6,\n"
)
FLOWS = "exporter,importer,year,flow_usd\nPAK,AZE,2022,28100000\nPAK,PAK,2022,250000000000\n"

# source -> (files, options, table -> the columns that must be read)
SAMPLES: dict[str, tuple[dict[str, bytes], dict[str, str], dict[str, dict[str, list[Any]]]]] = {
    "unga-votes": (
        {"UNVotes2024.csv": VOTES.encode("latin-1")},
        {},
        {"VoteTable": {"roll_call": [9001, 9001, 9002], "session": [74, 74, 74],
                       "iso3": ["PAK", "AZE", "AZE"], "vote": [1, 2, 3]}},
    ),
    "ideal-points": (
        {"IdealpointestimatesAll_Jun2024.csv": IDEAL.encode("latin-1")},
        {},
        {"IdealPointTable": {"iso3": ["PAK"], "session": [74], "ideal_point": [-0.1],
                             "low": [-0.3], "high": [0.1]}},
    ),
    "wdi": (
        {f"{code}.json": indicator(code) for code in (
            "NY.GDP.MKTP.CD", "SP.POP.TOTL", "NE.EXP.GNFS.CD", "NE.IMP.GNFS.CD",
            "BX.KLT.DINV.CD.WD", "BM.KLT.DINV.CD.WD", "ST.INT.ARVL", "LP.LPI.OVRL.XQ")},
        {},
        {"IndicatorTable": {"iso3": ["PAK"] * 8, "year": [2023] * 8, "value": [337912.5] * 8}},
    ),
    "trade-flows": (
        {"mine.csv": FLOWS.encode()},
        {},
        {"FlowTable": {"exporter": ["PAK", "PAK"], "importer": ["AZE", "PAK"],
                       "year": [2022, 2022], "flow_usd": [28.1e6, 250e9],
                       "reported_by": ["both", "both"]}},
    ),
    "comtrade": (
        {"comtrade-2023.json": json.dumps(COMTRADE).encode()},
        {"reporters": "PAK", "years": "2023"},
        {"FlowTable": {"exporter": ["PAK", "AZE"], "importer": ["AZE", "PAK"],
                       "year": [2023, 2023], "flow_usd": [21.5e6, 1.5e6],
                       "reported_by": ["exporter", "importer"]}},
    ),
    "baci": (
        {"BACI_HS17_V202501.zip": zipped(BACI_HS17_Y2020_V202501__csv=BACI,
                                         country_codes_V202501__csv="country_code\n586\n")},
        {},
        {"FlowTable": {"exporter": ["AZE", "PAK"], "importer": ["PAK", "AZE"],
                       "flow_usd": [50e3, 1210.5e3], "year": [2020, 2020]},
         "ProductTable": {"iso3": ["AZE", "AZE", "PAK", "PAK"],
                          "product": ["1006", "2709", "1006", "2709"],
                          "exports_usd": [0, 50e3, 1210.5e3, 0],
                          "imports_usd": [1210.5e3, 0, 0, 50e3]}},
    ),
    "itpd-e": (
        {"ITPDE_R02.csv": ITPD.encode()},
        {},
        {"FlowTable": {"exporter": ["PAK", "PAK"], "importer": ["AZE", "PAK"],
                       "year": [2019, 2019], "flow_usd": [6.5e6, 70e9]}},
    ),
    "gravity-cepii": (
        {"Gravity_csv_V202211.zip": zipped(Gravity_V202211__csv=GRAVITY)},
        {},
        {"CovariateTable": {"origin": ["PAK", "PAK"], "destination": ["AZE", "IRN"],
                            "distance_km": [2391, 1780], "is_contiguous": [0, 1],
                            "has_trade_agreement": [0, 1]}},
    ),
    "gravity-usitc": (
        {"release_2.1_2000_2019.csv": DGD.encode()},
        {},
        {"CovariateTable": {"origin": ["PAK"], "destination": ["AZE"], "year": [2019],
                            "distance_km": [2391], "has_trade_agreement": [0]}},
    ),
    "wikidata": (
        {"wikidata-offices.json": bindings({"iso3": "AZE", "office": "head of state",
                                            "personLabel": "Ilham Aliyev",
                                            "start": "2003-10-31T00:00:00Z"}),
         "wikidata-missions.json": bindings({"sender": "AZE", "host": "PAK",
                                             "missionLabel": "Embassy of Azerbaijan, Islamabad"}),
         "wikidata-memberships.json": bindings({"iso3": "AZE", "organisationLabel": "ECO",
                                                "start": "t123"}),
         "wikidata-relations.json": bindings({"one": "PAK", "other": "AZE",
                                              "start": "1992-06-09T00:00:00Z"})},
        {},
        {"OfficeTable": {"iso3": ["AZE"], "person": ["Ilham Aliyev"], "start": ["2003-10-31"],
                         "end": [""]},
         "MissionTable": {"sender": ["AZE"], "host": ["PAK"]},
         "MembershipTable": {"organisation": ["ECO"], "start": [""]},
         "RelationTable": {"one": ["PAK"], "other": ["AZE"], "start": ["1992-06-09"]}},
    ),
    "alliances-atop": (
        {"atop_5.1_csv.zip": zipped(atop5_1dy__csv=ATOP)},
        {},
        {"AllianceTable": {"one": ["AZE", "TUR"], "other": ["TUR", "AZE"], "year": [2015, 2015],
                           "commitment": [3, 3]}},
    ),
    "alliances-cow": (
        {"version4.1_csv.zip": zipped(alliance_v4_1_by_dyad_yearly__csv=COW_ALLIANCES)},
        {},
        {"AllianceTable": {"one": ["GBR", "USA"], "other": ["USA", "GBR"], "year": [2012, 2012],
                           "commitment": [3, 3]}},
    ),
    "igos-cow": (
        {"state_year_formatv3.zip": zipped(state_year_formatv3__csv=IGOS)},
        {},
        {"OrganisationTable": {"iso3": ["PAK", "PAK", "AZE", "AZE", "AZE", "TUR", "TUR"],
                               "organisation": ["ECO", "OIC", "ECO", "OIC", "CE", "ECO", "CE"],
                               "year": [2014] * 7}},
    ),
    "passport-index": (
        {"passport-index-tidy-iso3.csv": b"Passport,Destination,Requirement\nPAK,AZE,e-visa\n"
                                         b"AZE,TUR,90\n"},
        {},
        {"VisaTable": {"passport": ["PAK", "AZE"], "destination": ["AZE", "TUR"],
                       "requirement": ["e-visa", "90"]}},
    ),
    "migrants-un": (
        {"undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx":
            workbook("Table 1", MIGRANTS)},
        {},
        {"MigrantTable": {"origin": ["PAK", "PAK", "AZE"], "destination": ["AZE", "AZE", "PAK"],
                          "year": [1990, 2024, 2024], "people": [12, 345, 27]}},
    ),
    "investment-imf": (
        {"imf-dip.csv": POSITIONS.encode()},
        {"reporters": "PAK,Azerbaijan"},
        {"InvestmentTable": {"investor": ["AZE", "AZE"], "host": ["PAK", "PAK"],
                             "year": [2023, 2023], "position_usd": [1.25e6, -4000],
                             "reported_by": ["host", "investor"]}},
    ),
    "air-routes": (
        {"airline_routes.json": json.dumps(ROUTES).encode()},
        {},
        {"AirRouteTable": {"origin": ["ISB"], "destination": ["GYD"], "carrier": ["J2"],
                           "distance_km": [2160], "block_time_min": [200]}},
    ),
    "ourairports": (
        {"airports.csv": AIRPORTS.encode(), "runways.csv": RUNWAYS.encode()},
        {},
        {"RunwayTable": {"iata": ["ISB"], "iso3": ["PAK"], "longest_runway_m": [3657.9048]}},
    ),
    "polecat": (
        {"ngecEvents.DV.2023.txt": POLECAT.encode()},
        {},
        {"EventTable": {"day": ["2023-04-13"], "actor": ["PAK"], "recipient": ["AZE"],
                        "category": ["CONSULT"], "intensity": [3.0]}},
    ),
    "gdelt": (
        {"20230413.export.CSV.zip": zipped(day__csv="\t".join(GDELT_ROW) + "\n")},
        {"from": "2023-04-13"},
        {"EventTable": {"day": ["2023-04-13"], "actor": ["PAK"], "recipient": ["AZE"],
                        "category": ["04"], "intensity": [2.5]}},
    ),
}  # fmt: skip

ADDED_ONLY = {"trade-flows", "itpd-e", "gravity-usitc"}
