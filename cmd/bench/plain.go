package main

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Rivals that "contain" recognise a version as a script would that somebody
// writes in an hour: by a year or a build in the text. Which of the generations
// below it is, from 1, or 0, is looked up for API and server in a table that
// chatcompat's rules fill. Nothing else is recognised, and neither duplicates
// nor contradictions are looked for.
var generations = []struct {
	contain     [2]string
	api, server string
}{
	{[2]string{"2013", "8308"}, "Lync Server 2013 Persistent Chat API", "Lync Server 2013"},
	{[2]string{"2010", "7577"}, "Lync Server 2010 Group Chat API", "Lync Server 2010"},
	{[2]string{"2007", "6907"}, "OCS 2007 R2 Group Chat API", "OCS 2007 R2"},
}

// generationOf is the generation that a text contains, from 1, or 0.
func generationOf(text string) int {
	for i, g := range generations {
		if strings.Contains(text, g.contain[0]) || strings.Contains(text, g.contain[1]) {
			return i + 1
		}
	}
	return 0
}

// answer is what a row gets: verdict, risk and reason.
type answer [3]string

// answers are the answers by generation of API and server.
type answers [4][4]answer

// plainAnswers asks chatcompat's rules.
func plainAnswers() (table answers) {
	api, server := [4]string{}, [4]string{}
	for i, g := range generations {
		api[i+1], server[i+1] = g.api, g.server
	}
	for a := range table {
		for s := range table[a] {
			f := audit.Rules{}.Judge(inventory.Pair{API: inventory.ParseAPI(api[a]), ServerVersion: inventory.ParseServerVersion(server[s])})
			table[a][s] = answer{f.Verdict.Key(), f.Risk.Key(), f.Reason}
		}
	}
	return table
}

// writePlain writes the answers for rivals: columns a, s, verdict, risk, reason.
func writePlain(path string) error {
	records := [][]string{{"a", "s", "verdict", "risk", "reason"}}
	for a, row := range plainAnswers() {
		for s, answer := range row {
			records = append(records, append([]string{strconv.Itoa(a), strconv.Itoa(s)}, answer[:]...))
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := csv.NewWriter(f).WriteAll(records); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// readPlain reads what writePlain wrote.
func readPlain(path string) (table answers, err error) {
	f, err := os.Open(path)
	if err != nil {
		return table, err
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return table, err
	}
	for _, r := range records[1:] {
		a, errA := strconv.Atoi(r[0])
		s, errS := strconv.Atoi(r[1])
		if errA != nil || errS != nil {
			return table, strconv.ErrSyntax
		}
		table[a][s] = answer(r[2:5])
	}
	return table, nil
}
