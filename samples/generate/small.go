package main

import (
	"bytes"
	"encoding/csv"
)

// smallRows is small.csv. The nine cells of the matrix come in its order; the
// last row but one is the row that cannot be assessed.
var smallRows = [][]string{
	{"Application", "Owner", "Authored with", "Server", "Server version", "Environment", "Criticality"},
	{"Trading floor alerts", "Trading Desk IT, London", "Lync Server 2013 Persistent Chat API", "chat01.contoso.example", "Lync Server 2013", "Production", "High"},
	{"Shift handover", "Plant Systems", "Lync Server 2013 Persistent Chat API", "gc01.contoso.example", "Lync Server 2010", "Production", "High"},
	{"KPI ticker", "Business Intelligence", "Lync Server 2013 Persistent Chat SDK", "ocs01.contoso.example", "OCS 2007 R2", "Production", "Low"},
	{"Helpdesk bot", "Service Desk Tools", "Lync Server 2010 Group Chat API", "chat01.contoso.example", "Lync Server 2013", "Production", "Medium"},
	{"Helpdesk bot", "Service Desk Tools", "Lync Server 2010 Group Chat API", "gc01.contoso.example", "Lync Server 2010", "Production", "Medium"},
	{"Zürich incident bridge", "Service Operations", "Lync Server 2010 Group Chat SDK", "ocs01.contoso.example", "OCS 2007 R2", "Production", "High"},
	{"Chat archiver", "Records and Compliance", "Office Communications Server 2007 R2 Group Chat API", "chat02.contoso.example", "Lync Server 2013", "Production", "High"},
	{"Chat archiver", "Records and Compliance", "Office Communications Server 2007 R2 Group Chat API", "gc02.contoso.example", "Lync Server 2010", "Production", "High"},
	{"Door bell relay", "Facilities", "OCS 2007 R2 Group Chat API", "ocs01.contoso.example", "OCS 2007 R2", "Production", "Low"},
	{"Release announcer", "Build Services", "Lync Server 2013 Persistent Chat API", "chat02.contoso.example", "Lync Server 2013", "Test", "Low"},
	{"Quote bot", "Pricing Desk IT", "Lync Server 2010 Group Chat API", "chat02.contoso.example", "Lync Server 2013", "Production", "High"},
	{"Visitor desk", "Facilities", "Lync Server 2010 Group Chat API", "chat03.contoso.example", "Lync Server", "Production", "Low"},
	{"Outage pager", "Network Operations", "Lync Server 2010 Group Chat API", "gc02.contoso.example", "Lync Server 2010", "Production", "High"},
}

func buildSmall() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(smallRows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
