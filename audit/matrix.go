package audit

import "chatcompat/inventory"

// Page is the source of the matrix.
var Page = Source{
	Title: "Version compatibility (Lync Server 2013 Persistent Chat SDK)",
	ID:    "Dn465897",
	Date:  "2014-07-24",
	URL:   "https://msdn.microsoft.com/library/Dn465897(v=office.15)",
}

// Source is a page that a fact was read on.
type Source struct {
	Title string
	ID    string // the publisher's id, or the path in its repository
	Date  string // ISO 8601; "" where the page bears none
	URL   string // "" where none is stable
}

// MatrixCell is the vendor's answer for one API on one server version.
type MatrixCell struct {
	API     inventory.API
	Server  inventory.ServerVersion
	Verdict Verdict
	Reason  string
	Remedy  string
}
