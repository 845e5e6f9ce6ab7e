"""python join.py PLAIN APPLICATIONS SERVERS TARGETS OUT"""

import sys

import plain

table, applications, servers, targets, out = sys.argv[1:]
hosts = plain.read(servers).rename(columns={"Version": "Server Version"})
pairs = plain.read(targets).merge(plain.read(applications), on="Application", how="left").merge(hosts, on="Server", how="left")
plain.write(pairs, table, out)
