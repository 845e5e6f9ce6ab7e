package inventory

import "testing"

// TestComposedHeaders reads headers that nobody listed, and leaves alone those
// that have a word more which makes them something else.
func TestComposedHeaders(t *testing.T) {
	for header, want := range map[string]Field{
		"Target server FQDN": FieldServer, "Srv": FieldServer, "SRV_NAME": FieldServer, "SrvName0": FieldServer, "u_target_host_name": FieldServer,
		"Serveur de destination": FieldServer, "Lync server name": FieldServer, "Name des Rechners": NoField, "Group Chat Server FQDN": FieldServer,
		"Srv 1": FieldTargets, "Target Server FQDN 2": FieldTargets,
		"Target server lync version": FieldServerVersion, "Pool Version": FieldServerVersion, "Poolversion": FieldServerVersion, "Version Lync": FieldServerVersion,
		"Version Ziel": FieldServerVersion, "Server Lync Version": FieldServerVersion, "Server build number": FieldServerVersion, "SRVVER": FieldServerVersion,
		"Version de Lync (serveur)": FieldServerVersion,
		"Deployed to version":       FieldServerVersion, "Target server release": FieldServerVersion, "Installierte Serverversion": FieldServerVersion, "Deployed to server version": FieldServerVersion,
		"Installed server version": FieldServerVersion, "Current server version": FieldServerVersion, "Version on target": FieldServerVersion, "Server software version": FieldServerVersion,
		"Chat server product": FieldServerVersion, "Lync or OCS version": FieldServerVersion, "Front End version": FieldServerVersion, "Version des Lync-Servers": FieldServerVersion,
		"Deployment target version": FieldServerVersion, "Wersja serwera": FieldServerVersion, "Versione del server": FieldServerVersion, "Serverversie": FieldServerVersion, "Versão do servidor": FieldServerVersion,
		"Server_x0020_release_x0020_level": FieldServerVersion, "Target_Srv_Version__c": FieldServerVersion,
		"Deployed to server": FieldServer, "FE Name": FieldServer, "FE Server": FieldServer, "Front End Server": FieldServer, "Front-End server name": FieldServer, "Lync FE version": FieldServerVersion, "FE Server 2": FieldTargets, "Deployment target": FieldServer, "Front-end server name": FieldServer, "Nazwa serwera": FieldServer,
		"Compiled against": FieldAPI, "Development API": FieldAPI, "API or SDK": FieldAPI, "App's API": FieldAPI, "Mit welcher API entwickelt": FieldAPI, "Wersja API": FieldAPI,
		"1. Target server FQDN": FieldServer, "12) Pool release": FieldServerVersion, "2013. Pool release": NoField,
		"App title": FieldApplication, "Name der Applikation": FieldApplication, "Nazwa aplikacji": FieldApplication,
		"API_VER": FieldAPI, "Genutzte API": FieldAPI, "Schnittstelle": FieldAPI, "Authored with API": FieldAPI, "Programmiert mit": FieldAPI,
		"SDK used": FieldAPI, "API version used to build": FieldAPI, "Bot built against": FieldAPI, "Group Chat SDK version": FieldAPI, "Écrite avec": FieldAPI, "AnwendungsAPI": NoField,
		"Lync pool name": FieldPool, "Target pool": FieldPool,

		"OS Version": NoField, "Server OS version": NoField, "SQL Server": NoField, "SQL Server Version": NoField, "Application server": NoField,
		"Application version": NoField, "Client version": NoField, "Lync client version": NoField, "Previous server version": NoField,
		"API server": NoField, "API server version": NoField, "Lync Server": NoField, "Chat version": NoField, "Server role": NoField,
		"Server group name": NoField, "Server no": NoField, "Erstellt von": NoField, "Deployed version": NoField, "Created by": NoField, "Used with": NoField,
		"Machine Product": NoField, "Server model product": NoField, "PSComputerName": NoField, "Host product version": NoField,
		"Deployed on": NoField, "Runs on": NoField, "Hosted on": NoField, "Installed on server": NoField, "Runs on version": NoField, "Hosting server": NoField, "Current server": NoField, "Installed on": NoField, "Built on": NoField, "Installed version": NoField, "Deployment version": NoField, "Build server": NoField, "Front End": NoField,
		"Server software": NoField, "Server platform version": NoField, "Planned server version": NoField, "Old server version": NoField, "App FQDN": NoField, "Server edition": NoField,
		"Interface": NoField, "Destination": NoField, "Observer": NoField, "Servers read": NoField, "Server Version 1": NoField, "API 2": NoField,
	} {
		m := recogniseHeader(header)
		if m.field != want {
			t.Errorf("%q means %q, want %q", header, m.field.Key(), want.Key())
		}
		if m.field != NoField && m.field != FieldTargets && m.rank != composed && m.rank != yielding {
			t.Errorf("%q has rank %d, want %d or %d", header, m.rank, composed, yielding)
		}
	}
}

// TestHeadersThatYield ranks headers that say less below others of their field.
func TestHeadersThatYield(t *testing.T) {
	for yields, to := range map[string]string{
		"Current Lync Version": "Target Lync Version", "Current Pool Version": "Target Pool Version", "Installed server version": "Version on target",
		"Current Lync Product": "Lync Product", "Compiled with": "Lync SDK used", "Entwickelt gegen": "Genutzte API",
	} {
		less, more := recogniseHeader(yields), recogniseHeader(to)
		if less.field == NoField || less.field != more.field || less.rank != yielding || more.rank != composed {
			t.Errorf("%q means %q of rank %d, %q means %q of rank %d", yields, less.field.Key(), less.rank, to, more.field.Key(), more.rank)
		}
	}
}

// TestBuildersHaveServersOfTheirOwn knows a server that is there for the making of
// software from the build of a server.
func TestBuildersHaveServersOfTheirOwn(t *testing.T) {
	for _, builder := range []string{"Build", "Release", "Deployment"} {
		for _, server := range []string{" Server", " Server Name", " Host", "-Host name", "Server", "_machine", " server FQDN", " Server Version", " Server 2"} {
			if m := recogniseHeader(builder + server); m.field != NoField {
				t.Errorf("%q means %q", builder+server, m.field.Key())
			}
		}
	}
	for header, want := range map[string]Field{
		"Server build": FieldServerVersion, "Host build": FieldServerVersion, "Release of the server": FieldServerVersion,
		"Server release number": FieldServerVersion, "Deployment target": FieldServer, "Deployed server": FieldServer, "Deployment target host": FieldServer,
	} {
		if m := recogniseHeader(header); m.field != want {
			t.Errorf("%q means %q, want %q", header, m.field.Key(), want.Key())
		}
	}
}

// TestEveryHeaderWordIsFolded holds the table to the form in which it is looked up.
func TestEveryHeaderWordIsFolded(t *testing.T) {
	for word := range headerWords {
		if foldHeader(word) != word {
			t.Errorf("%q is not folded: %q", word, foldHeader(word))
		}
	}
}
