package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// topology is what a topology document says about machines. Offsets are those
// of elements in the text.
type topology struct {
	off      int
	sites    map[string]string // name by SiteId
	clusters []cluster
	services []service
}

// cluster is a pool: its key is what services refer to it by.
type cluster struct {
	key, fqdn, site string
	machines        []machine
	off             int
}

type machine struct {
	fqdn string
	off  int
}

// service is a role on a cluster.
type service struct{ role, version, cluster string }

// siteName is the name of a site, or its id where the document names none, as
// for the BackCompatSite of merged pools of Office Communications Server.
func (t *topology) siteName(id string) string {
	if name := t.sites[id]; name != "" {
		return name
	}
	return id
}

// topologyReader follows the elements that are open. Published topologies tie a
// service to a cluster by ClusterId elements of SiteId and Number, those of
// Topology Builder by the attributes InstalledOn and UniqueId.
type topologyReader struct {
	topology
	path []string // the names of the open elements
	site string   // the SiteId of the open site
	text strings.Builder
}

// parseTopology reads the whole document; anything that is not well-formed is an error.
func parseTopology(text string) (*topology, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	r := &topologyReader{topology: topology{sites: map[string]string{}}}
	for root := false; ; {
		off := int(d.InputOffset())
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, notWhole(d, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !root {
				root, r.off = true, off
			}
			r.open(token, off)
			r.path = append(r.path, token.Name.Local)
			r.text.Reset()
		case xml.EndElement:
			r.path = r.path[:len(r.path)-1]
			r.close(token.Name.Local)
		case xml.CharData:
			r.text.Write(token)
		}
	}
	if len(r.clusters) == 0 {
		return nil, errors.New(" the topology describes no pool; want the output of Get-CsTopology -AsXml or a file of Topology Builder with its sites")
	}
	return &r.topology, nil
}

// notWhole says where the document breaks off or is malformed.
func notWhole(d *xml.Decoder, err error) error {
	line, _ := d.InputPos()
	if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
		line, err = syntax.Line, errors.New(syntax.Msg)
	}
	return fmt.Errorf("%d: the topology is damaged or cut: %w; export it again", line, err)
}

// parent is the name of the n-th element around the current one, from 1.
func (r *topologyReader) parent(n int) string {
	if n > len(r.path) {
		return ""
	}
	return r.path[len(r.path)-n]
}

func (r *topologyReader) open(e xml.StartElement, off int) {
	at := topologyAttributes(e)
	switch name := e.Name.Local; {
	case strings.HasSuffix(name, "Site") && at["SiteId"] != "":
		r.site = at["SiteId"]
		if at["Name"] != "" {
			r.sites[r.site] = at["Name"]
		}
	case name == "Cluster":
		r.clusters = append(r.clusters, cluster{key: at["UniqueId"], fqdn: at["Fqdn"], site: r.site, off: off})
	case name == "ClusterId" && r.parent(1) == "Cluster":
		c := &r.clusters[len(r.clusters)-1]
		c.key, c.site = clusterKey(at), at["SiteId"]
	case name == "Machine" && (r.parent(1) == "Cluster" || r.parent(1) == "Machines" && r.parent(2) == "Cluster"):
		c := &r.clusters[len(r.clusters)-1]
		c.machines = append(c.machines, machine{at["Fqdn"], off})
	case name == "Service":
		r.services = append(r.services, service{at["RoleName"], firstOf(at["ServiceVersion"], at["RoleVersion"]), at["InstalledOn"]})
	case name == "ServiceId" && r.parent(1) == "Service":
		r.services[len(r.services)-1].role = at["RoleName"]
	case name == "ClusterId" && r.parent(1) == "InstalledOn" && r.parent(2) == "Service":
		r.services[len(r.services)-1].cluster = clusterKey(at)
	}
}

// close takes the name of a site from its Name element.
func (r *topologyReader) close(name string) {
	switch {
	case name == "Name" && strings.HasSuffix(r.parent(1), "Site") && r.site != "":
		r.sites[r.site] = strings.TrimSpace(r.text.String())
	case strings.HasSuffix(name, "Site"):
		r.site = ""
	}
}

func topologyAttributes(e xml.StartElement) map[string]string {
	at := make(map[string]string, len(e.Attr))
	for _, a := range e.Attr {
		at[a.Name.Local] = strings.TrimSpace(a.Value)
	}
	return at
}

func clusterKey(at map[string]string) string { return at["SiteId"] + ":" + at["Number"] }

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
