package inventory

import (
	"context"
	"strings"
	"testing"
)

// TestOwnMatrixTakesNoSilenceForAName: a rule for what people write where they do
// not know would judge what nobody knows.
func TestOwnMatrixTakesNoSilenceForAName(t *testing.T) {
	for _, name := range []string{
		"missing", "unrecognised", "ambiguous", "outside-matrix", "contradictory", "unreadable", "not assessed", "not stated", "not recorded", "unclear", "unsupported",
		"various", "any", "any version", "all", "other", "others", "see notes", "default", "latest", "Legacy", "mixed", "several versions", "N.V.", "n/a", "-", "?", "*",
		"Server", "Server-Version", "API", "api version", "Version", "2016", "alle", "fehlt", "tous", "cualquiera",
		"Exchange 2013", "2013 Exchange", "Our Exchange 2013", "Windows Server 2012", "SharePoint", "Microsoft Teams", "Cisco Webex", "Skype",
		"Contoso Chat or Hub", "Contoso Chat / Contoso Hub", "Contoso Chat; Hub", "Contoso Chat?",
	} {
		for _, row := range []string{`"` + name + `",Lync Server 2010`, `Lync Server 2010 Group Chat API,"` + name + `"`} {
			m := ownMatrixOf(t, row)
			if len(m.Problems) != 1 || m.Problems[0].At.IsZero() || m.Problems[0].Value != name {
				t.Errorf("%s: problems %v, want one of %q", row, m.Problems, name)
			}
		}
	}
}

func TestOwnMatrixTakesNewNames(t *testing.T) {
	for _, name := range []string{
		"Contoso Chat 7", "Contoso Bridge 2", "X Bridge", "In-house", "Mattermost", "Contoso Hub <2>", "Contoso Bridge | 2", "Contoso & Co", "Contoso+",
		"Contoso Chat for Windows", "Other Worlds Chat", "chat.contoso.example", "会話サーバー 3",
	} {
		for _, row := range []string{`"` + name + `",Lync Server 2010`, `Lync Server 2010 Group Chat API,"` + name + `"`} {
			m := ownMatrixOf(t, row)
			if len(m.Problems) > 0 || len(m.Versions.APIs)+len(m.Versions.Servers) != 1 {
				t.Errorf("%s: problems %v, versions %v", row, m.Problems, m.Versions)
			}
		}
	}
	if m := ownMatrixOf(t, "Lync Server 2010 Group Chat API,Lync Server 2013 CU99"); len(m.Problems) > 0 || m.Rows[0].Server.Version != LyncServer2013 {
		t.Errorf("an update of a known version: %+v", m)
	}
}

func ownMatrixOf(t *testing.T, row string) *OwnMatrix {
	t.Helper()
	text := "api,server,verdict\n" + row + ",compatible\n"
	m, err := ReadOwnMatrix(context.Background(), Input{Name: "own.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
