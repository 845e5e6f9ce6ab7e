"""What pairs.py and join.py have in common: reading, and recognising a version by what a text contains."""

import pandas

CONTAIN = [("2013", "8308"), ("2010", "7577"), ("2007", "6907")]
COLUMNS = ["Application", "Owner", "API Version", "Server", "Server Version", "Site", "Environment", "Criticality"]


def read(path):
    return pandas.read_csv(path, dtype=str, keep_default_na=False)


def generation(texts):
    found = pandas.Series(0, index=texts.index)
    for number, words in reversed(list(enumerate(CONTAIN, 1))):
        for word in words:
            found[texts.str.contains(word, regex=False)] = number
    return found.astype(str)


def write(pairs, plain, out):
    pairs["a"], pairs["s"] = generation(pairs["API Version"]), generation(pairs["Server Version"])
    judged = pairs.merge(read(plain), on=["a", "s"], how="left")
    judged.to_csv(out, columns=COLUMNS + ["verdict", "risk", "reason"], index=False)
