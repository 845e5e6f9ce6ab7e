package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"chatcompat/inventory"
)

// Source is a page that a fact was read on.
type Source struct {
	Title string
	ID    string // the publisher's id, or the path in its repository
	Date  string // ISO 8601; "" where the page bears none
	URL   string // "" where none is stable
}

// String cites the source in one clause: title (id, date).
func (s Source) String() string {
	if s.Date == "" {
		return s.Title + " (" + s.ID + ")"
	}
	return s.Title + " (" + s.ID + ", " + s.Date + ")"
}

// Page is the vendor's page that the matrix is from.
var Page = Source{
	Title: "Version compatibility (Lync Server 2013 Persistent Chat SDK)",
	ID:    "Dn465897",
	Date:  "2014-07-24",
	URL:   "https://msdn.microsoft.com/library/Dn465897(v=office.15)",
}

// MatrixCell is the vendor's answer for one API on one server version, with
// reason and remedy in words of our own.
type MatrixCell struct {
	API     inventory.API
	Server  inventory.ServerVersion
	Verdict Verdict
	Reason  string
	Remedy  string
}

// Rule names the cell and its page.
func (c MatrixCell) Rule() string {
	return Page.String() + ": row " + c.API.String() + ", column " + c.Server.String()
}

// Short names keep the matrix one fact a line.
var (
	pchat2013, gchat2010, gchatR2 = inventory.PersistentChat2013API, inventory.GroupChat2010API, inventory.OCS2007R2API
	lync2013, lync2010, ocsR2     = inventory.LyncServer2013, inventory.LyncServer2010, inventory.OCS2007R2
)

// matrix is the table of the vendor's page, row by row; rows are APIs, columns
// are target server versions, as on the page.
var matrix = [...]MatrixCell{
	{pchat2013, lync2013, CompatibleByDesign, "The API was made for this server version", "Nothing to do"},
	{pchat2013, lync2010, Incompatible, reasonTooNew + "Lync Server 2010", remedyTooNew + "re-author it against the Lync Server 2010 Group Chat API"},
	{pchat2013, ocsR2, Incompatible, reasonTooNew + "OCS 2007 R2", remedyTooNew + "re-author it against the OCS 2007 R2 Group Chat API"},
	{gchat2010, lync2013, MayBeCompatible, reasonLimited, remedyLimited},
	{gchat2010, lync2010, CompatibleByDesign, "The API was made for this server version", "Nothing to do"},
	{gchat2010, ocsR2, Compatible, "The vendor lists the Lync Server 2010 Group Chat API as compatible with this older server", remedyOlder},
	{gchatR2, lync2013, MayBeCompatible, reasonLimited, remedyLimited},
	{gchatR2, lync2010, Compatible, "The vendor lists the OCS 2007 R2 Group Chat API as compatible with this newer server", remedyNewer},
	{gchatR2, ocsR2, CompatibleByDesign, "The API was made for this server version", "Nothing to do"},
}

const (
	reasonTooNew  = "Persistent Chat API applications must not be deployed against "
	remedyTooNew  = "Retarget the application to a Lync Server 2013 pool, or "
	reasonLimited = "Category and user management of the Group Chat API are not supported against Lync Server 2013"
	remedyLimited = "Test sign-in, joining, posting and history against Lync Server 2013 and move category and user management to the server's own tools. " +
		"Where the application needs them, re-author it against the Lync Server 2013 Persistent Chat API or keep it on a server of its own generation"
	remedyOlder = "No change needed; run the application's functional tests once on this OCS 2007 R2 pool and record the result"
	remedyNewer = "No change needed; run the application's functional tests once on this Lync Server 2010 pool and record the result"
)

// pageRules are the rules of the cells in the order of the matrix, made once
// because every finding bears one.
var pageRules = func() (rules [len(matrix)]string) {
	for i, cell := range matrix {
		rules[i] = cell.Rule()
	}
	return rules
}()

// Matrix lists the nine cells of the vendor's page, row by row.
func Matrix() []MatrixCell { return matrix[:] }

// lookup finds the cell of an API and a server version; ok is false outside the page.
func lookup(api inventory.API, server inventory.ServerVersion) (MatrixCell, bool) {
	for _, cell := range matrix {
		if cell.API == api && cell.Server == server {
			return cell, true
		}
	}
	return MatrixCell{}, false
}

// limits reports that the vendor's page holds a pairing to be compatible without
// category and user management alone.
func limits(api inventory.API, server inventory.ServerVersion) bool {
	cell, ok := lookup(api, server)
	return ok && cell.Verdict == MayBeCompatible
}

// MatrixSHA256 is the SHA-256 of the built-in matrix and its source, in
// hexadecimal: equal hashes judge alike.
func MatrixSHA256() string {
	h := sha256.New()
	fmt.Fprintln(h, Page.ID, Page.Date)
	for _, c := range matrix {
		fmt.Fprintln(h, c.API.Key(), c.Server.Key(), c.Verdict.Key())
	}
	return hex.EncodeToString(h.Sum(nil))
}
