package inventory

import (
	"strings"
	"testing"
)

func TestEverySynonymMeansItsField(t *testing.T) {
	owner := map[string]synonym{}
	for _, s := range synonyms {
		for word := range strings.SplitSeq(s.words, ",") {
			word = strings.TrimSpace(word)
			folded := foldHeader(word)
			if other, taken := owner[folded]; taken {
				t.Errorf("%q stands for %s and again for %s", word, other.field.Key(), s.field.Key())
			}
			owner[folded] = s
			for _, header := range []string{word, strings.ToUpper(word), strings.ReplaceAll(word, " ", "_"), "u_" + word, strings.ReplaceAll(word, " ", "") + "0", " " + word + " "} {
				if m := recogniseHeader(header); m.field != s.field || m.rank != s.rank {
					t.Errorf("%q means %s of rank %d, want %s of rank %d", header, m.field.Key(), m.rank, s.field.Key(), s.rank)
				}
			}
			if isVersionHeader(word) {
				t.Errorf("%q means %s and is a version of nobody's, too", word, s.field.Key())
			}
		}
	}
}

func TestEveryFieldKeyIsAHeader(t *testing.T) {
	for _, f := range Fields() {
		for _, header := range []string{f.Key(), f.Label()} {
			if m := recogniseHeader(header); m.field != f || m.rank != strong {
				t.Errorf("%q means %q of rank %d", header, m.field.Key(), m.rank)
			}
		}
	}
}

func TestRecogniseHeader(t *testing.T) {
	for header, want := range map[string]Field{
		"Server 1": FieldTargets, "Server2": FieldTargets, "Zielserver 3": FieldTargets, "Serveur cible 2": FieldTargets, "Target_Server_10": FieldTargets,
		"DisplayName0": FieldApplication, "displayName": FieldApplication, "u_application_id": FieldApplicationID,
		"TrustedApplicationPoolFqdn": FieldPool, "Owner (team)": FieldOwner, "API [version]": FieldAPI,
		"KRITIKALITÄT": FieldCriticality, "Criticite": FieldCriticality, "Aplicacion": FieldApplication,
		"Pool 2": NoField, "Version": NoField, "": NoField, "0": NoField, "Colour": NoField, "u_": NoField,
	} {
		if m := recogniseHeader(header); m.field != want {
			t.Errorf("%q means %q, want %q", header, m.field.Key(), want.Key())
		}
	}
}

func TestFindExport(t *testing.T) {
	for headers, want := range map[string]string{
		"Identity,ApplicationId,TrustedApplicationPoolFqdn,Port":   "Get-CsTrustedApplication",
		"Identity,RegistrarPool,OwnerUrn,SipAddress":               "Get-CsTrustedApplicationEndpoint",
		"identity,registrar,applications,siteid,poolfqdn,version":  "Get-CsTrustedApplicationPool",
		"Identity,Registrar,ServiceId,SiteId,PoolFqdn,Version":     "Get-CsService",
		"Identity,Computers,Services,Fqdn,Site":                    "Get-CsPool",
		"Identity,Pool,Fqdn":                                       "Get-CsComputer",
		"VM,Powerstate,Template,DNS Name,CPUs":                     "RVTools vInfo",
		"Netbios_Name0,DisplayName0,Version0,Publisher0":           "list of installed software",
		"PSComputerName,DisplayName,DisplayVersion,Publisher":      "list of installed software",
		"Computer Name,Product Name,Version,Publisher":             "list of installed software",
		"Application,API,Server,Server Version":                    "",
		"sys_id,name,sys_class_name,fqdn,os,os_version,owned_by":   "",
		"Application,API Version,Server,Pool,Site,Identity,Status": "",
	} {
		got := ""
		if e := findExport(strings.Split(headers, ",")); e != nil {
			got = e.name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", headers, got, want)
		}
	}
}
