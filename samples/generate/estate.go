package main

import (
	"fmt"
	"strings"
)

// application is one row of sheet Applications, and its rows of sheet Targets.
type application struct {
	name, api, owner, criticality, service string
	categories, users, members             string // category and user management: Yes, No or blank; API members
	ucma, endpoint                         string
	targets                                string // host names, short names and pools, separated by blanks
}

// server is one row of sheet Chat servers.
type server struct {
	fqdn, pool, site, version, environment, role string
}

func buildEstate() ([]byte, error) {
	return workbook("Chat applications and servers", []sheet{
		{
			name:   "Read me",
			widths: []float64{110},
			title: []string{
				"Chat applications and servers",
				"An invented inventory: no company, team, application or server in this workbook exists.",
				"",
				"Applications: every application that uses Persistent Chat or Group Chat, and the API it was authored with.",
				"Chat servers: every chat server, as the operating teams wrote its version down.",
				"Targets: which application is deployed against which server or pool.",
			},
		},
		applicationsSheet(),
		serversSheet(),
		targetsSheet(),
	})
}

func applicationsSheet() sheet {
	s := sheet{
		name: "Applications",
		header: []string{"Application ID", "Application", "API version", "Owner", "Criticality", "Business service",
			"Uses category management", "Uses user management", "API members", "UCMA", "Endpoint type"},
		widths: []float64{15, 28, 50, 26, 17, 20, 14, 14, 60, 12, 22},
		table:  "Applications",
	}
	for i, a := range estateApplications {
		s.rows = append(s.rows, row{applicationID(i), a.name, a.api, a.owner, a.criticality, a.service,
			a.categories, a.users, a.members, a.ucma, a.endpoint})
	}
	return s
}

func serversSheet() sheet {
	s := sheet{
		name:   "Chat servers",
		title:  []string{"Chat servers of all sites", "Versions as reported by the teams that run them", ""},
		header: []string{"Server FQDN", "Pool FQDN", "Site", "Server version", "Environment", "Role"},
		widths: []float64{32, 28, 13, 42, 18, 24},
	}
	for _, v := range estateServers {
		s.rows = append(s.rows, row{v.fqdn, v.pool, v.site, v.version, v.environment, v.role})
	}
	return s
}

func targetsSheet() sheet {
	s := sheet{
		name:   "Targets",
		header: []string{"Application ID", "Application", "Target server"},
		widths: []float64{15, 28, 32},
		table:  "Targets",
	}
	for i, a := range estateApplications {
		for _, target := range strings.Fields(a.targets) {
			s.rows = append(s.rows, row{applicationID(i), a.name, target})
		}
	}
	return s
}

func applicationID(index int) string { return fmt.Sprintf("APP-%04d", index+1) }
