package inventory

// export is a table that a program writes with columns of its own: which
// headers give it away, and what they mean there. Headers it does not list are
// recognised like any other; NoField leaves a column unmapped.
type export struct {
	name    string
	headers []string // all must be present
	columns []exportColumn
	shape   Shape // the shape, whatever the columns would give; ShapeNone lets them decide
	nextHop bool  // the pool column names the next hop: a server without a version has that of its pool
	soft    bool  // a list of installed software: product name and version state the server's version together
	roles   bool  // versions are those of roles in the topology, which rarely name a product
}

// hints reports an export whose versions help where they can be read and are no problem where not.
func (e *export) hints() bool { return e != nil && (e.soft || e.roles) }

type exportColumn struct {
	header string
	field  Field
}

// exports lists the known exports, the more particular first. Columns of the
// Lync cmdlets are from their reference pages (office-docs-powershell,
// skype/skype-ps/SkypeForBusiness); those of ConfigMgr are the view
// v_Add_Remove_Programs, of RVTools the sheet vInfo.
var exports = []export{
	{name: "Get-CsTrustedApplicationEndpoint", headers: []string{"OwnerUrn", "SipAddress"}, columns: []exportColumn{
		{"OwnerUrn", FieldApplicationID}, {"RegistrarPool", FieldServer}, {"DisplayName", NoField},
		{"Identity", NoField}, {"HomeServer", NoField}, {"Enabled", NoField}}},
	{name: "Get-CsTrustedApplication", headers: []string{"ApplicationId", "TrustedApplicationPoolFqdn"}, columns: []exportColumn{
		{"ApplicationId", FieldApplicationID}, {"TrustedApplicationPoolFqdn", FieldServer}, {"Identity", NoField}}},
	{name: "Get-CsTrustedApplicationPool", headers: []string{"Identity", "Registrar", "Applications"}, nextHop: true, shape: ShapeServers, columns: []exportColumn{
		{"Identity", FieldServer}, {"Registrar", FieldPool}, {"PoolFqdn", NoField}, {"Applications", NoField},
		{"Version", NoField}, {"ServiceId", NoField}}},
	{name: "Get-CsService", headers: []string{"Identity", "ServiceId", "PoolFqdn"}, shape: ShapeServers, roles: true, columns: []exportColumn{
		{"PoolFqdn", FieldServer}, {"Identity", NoField}, {"Registrar", NoField}, {"ServiceId", NoField}, {"Version", FieldServerVersion}}},
	{name: "Get-CsPool", headers: []string{"Identity", "Computers", "Services", "Fqdn"}, shape: ShapeServers, columns: []exportColumn{
		{"Fqdn", FieldServer}, {"Identity", NoField}, {"Computers", NoField}, {"Services", NoField}}},
	{name: "Get-CsComputer", headers: []string{"Identity", "Pool", "Fqdn"}, shape: ShapeServers, columns: []exportColumn{
		{"Fqdn", FieldServer}, {"Pool", FieldPool}, {"Identity", NoField}}},
	{name: "RVTools vInfo", headers: []string{"VM", "Powerstate", "DNS Name"}, shape: ShapeServers, columns: []exportColumn{
		{"DNS Name", FieldServer}, {"VM", NoField}, {"Host", NoField}, {"Cluster", NoField}}},
	{name: "list of installed software", headers: []string{"DisplayName", "Publisher", "Version"}, shape: ShapeServers, soft: true, columns: softwareColumns},
	{name: "list of installed software", headers: []string{"DisplayName", "Publisher", "DisplayVersion"}, shape: ShapeServers, soft: true, columns: softwareColumns},
	{name: "list of installed software", headers: []string{"DisplayName", "Version", "ProdID"}, shape: ShapeServers, soft: true, columns: softwareColumns},
	{name: "list of installed software", headers: []string{"Product Name", "Publisher", "Version"}, shape: ShapeServers, soft: true, columns: softwareColumns},
}

// softwareColumns are those of a list of installed software. The product name
// is no application of the inventory: it states what the computer runs.
var softwareColumns = []exportColumn{
	{"DisplayName", NoField}, {"Product Name", NoField}, {"Product", NoField}, {"Version", FieldServerVersion},
	{"DisplayVersion", FieldServerVersion}, {"Netbios_Name", FieldServer}, {"Name", FieldServer},
	{"Machine Name", FieldServer}, {"Computer Name", FieldServer}, {"Computer", FieldServer}, {"PSComputerName", FieldServer},
}

// findExport finds the export that wrote the headers, or nil.
func findExport(headers []string) *export {
	present := map[string]bool{}
	for _, header := range headers {
		for _, folded := range headerSpellings(header) {
			present[folded] = true
		}
	}
	for i := range exports {
		if exports[i].fits(present) {
			return &exports[i]
		}
	}
	return nil
}

func (e *export) fits(present map[string]bool) bool {
	for _, header := range e.headers {
		if !present[foldHeader(header)] {
			return false
		}
	}
	return true
}

// column finds what the export says of a header.
func (e *export) column(header string) (Field, bool) {
	if e == nil {
		return NoField, false
	}
	for _, folded := range headerSpellings(header) {
		for _, c := range e.columns {
			if foldHeader(c.header) == folded {
				return c.field, true
			}
		}
	}
	return NoField, false
}
