package inventory

import "strings"

// Host is a machine or pool that a cell names.
type Host struct {
	Name string // as written, without what is around it
	Key  string // for comparing: without case and the dot at the end
}

// HostsIn reads the hosts that a text names, as a cell of targets is read. Whole is
// false where a part of the text names none.
func HostsIn(text string) (hosts []Host, whole bool) {
	names, rest := splitter{}.splitTargets(cleanText(text))
	for _, n := range names {
		hosts = append(hosts, Host{n.name, foldHost(n.name)})
	}
	return hosts, rest == "" && len(hosts) > 0
}

// FullHosts lists for each short name among the keys of hosts the full ones that it
// fits. It stands for the full one where that is a single one.
func FullHosts(keys []string) map[string][]string {
	fits := map[string][]string{}
	for _, key := range keys {
		if !strings.Contains(key, ".") {
			fits[key] = nil
		}
	}
	for _, key := range keys {
		label := firstLabel(key)
		if _, short := fits[label]; short && isFullName(key) {
			fits[label] = append(fits[label], key)
		}
	}
	return fits
}
