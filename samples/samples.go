// Package samples holds three invented inventories that show what an audit
// reads and what it finds. They are embedded, so that the program can write
// them out wherever it runs. Everything in them is made up: the servers stand in
// the reserved domains contoso.example and fabrikam.example, and the owners are
// teams.
//
// small.csv is one flat table, a pair of application and server on each row.
// All nine cells of the matrix occur once or twice; one row cannot be assessed,
// because its server version says "Lync Server" and nothing more. UTF-8, comma,
// CRLF, one quoted cell.
//
// estate.xlsx is what a well-kept estate of several sites looks like: 40
// applications, 25 servers and 66 targets, on a sheet each, to be joined by
// application id and by host name, short name or pool. Versions are written as
// names and as build numbers, and one sheet has a title above its header. A
// good third of the pairs is mixed. Five cannot be assessed: one application has no
// API (two targets), one target is a server that no sheet knows, and two point
// at a Skype for Business Server 2015, which the matrix does not cover.
//
// messy.xlsx is what nobody wants to be sent. Its pairs cannot be assessed for
// every cause there is: missing, unrecognised, ambiguous, outside the matrix,
// contradictory and unreadable, for the API as well as for the server. Besides:
//
//   - duplicates, one of which names another owner;
//   - a server with two versions, a pool whose machines differ, an application with two APIs;
//   - #REF! and #N/A, System.String[], a formula that was never calculated;
//   - the numbers 2013 and 4 (shown as 4.0), and a date where an API should be;
//   - blank rows in the middle, a hidden row, a hidden sheet;
//   - trailing spaces, no-break spaces, rich text, a line break within a cell;
//   - several targets in one cell, a short name that fits two servers;
//   - a cell beyond the header, a row that names neither application nor server;
//   - an application without a target, a target of no known application, a server that nothing targets.
//
// The Notes column of its first table says what each row is there for.
//
// The files are written by the program in folder generate; change the data
// there and run go generate.
package samples

import _ "embed"

//go:generate go run ./generate

//go:embed small.csv
var small string

//go:embed estate.xlsx
var estate string

//go:embed messy.xlsx
var messy string

// File is one sample inventory under the name it should be written to.
type File struct {
	Name string
	Data []byte
}

// Files returns the samples from the simplest to the hardest. The data is the
// caller's own copy.
func Files() []File {
	return []File{
		{"small.csv", []byte(small)},
		{"estate.xlsx", []byte(estate)},
		{"messy.xlsx", []byte(messy)},
	}
}
