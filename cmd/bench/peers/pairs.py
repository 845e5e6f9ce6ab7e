"""python pairs.py PLAIN PAIRS OUT"""

import sys

import plain

table, pairs, out = sys.argv[1:]
plain.write(plain.read(pairs), table, out)
