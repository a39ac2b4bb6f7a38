"""Who to log in as: one of each role on each portal of a demo.json, operators last, for they may block the others."""

import json
import sys

seen = set()
for person in sorted(json.load(open(sys.argv[1]))["people"], key=lambda person: person["role"] == "operator"):
    if (person["portal"], person["role"]) not in seen:
        seen.add((person["portal"], person["role"]))
        print(person["portal"], person["role"], person["login"], person["password"], sep="\t")
