package inventory

import (
	"strings"
	"unique"
)

// version is one entry of the tables of known versions.
type version struct {
	key        string // the fixed key of JSON and --map
	name       string // the words on screen
	generation int    // orders the generations; equal for an API and its own server
	covered    bool   // a row or column of the vendor's page
}

// handle is a version; equal entries have equal handles. The zero handle is unknown.
type handle struct{ unique.Handle[version] }

// API is a generation of the Persistent Chat or Group Chat API. The zero API
// is unknown. APIs compare with ==.
type API struct{ v handle }

// ServerVersion is a generation of the server product. The zero ServerVersion
// is unknown. ServerVersions compare with ==.
type ServerVersion struct{ v handle }

// The APIs that are known: three rows of the vendor's page (Version
// compatibility, Dn465897, 2014-07-24), then what is recognised outside it.
var (
	PersistentChat2013API = API{known(version{"persistent-chat-2013", "Lync Server 2013 Persistent Chat API", 50, true})}
	GroupChat2010API      = API{known(version{"group-chat-2010", "Lync Server 2010 Group Chat API", 40, true})}
	OCS2007R2API          = API{known(version{"ocs-2007-r2", "OCS 2007 R2 Group Chat API", 35, true})}
	OCS2007API            = API{known(version{"ocs-2007", "OCS 2007 Group Chat API", 30, false})}
	SkypeBusiness2015API  = API{known(version{"skype-for-business-2015", "Skype for Business Server 2015 API", 60, false})}
	SkypeBusiness2019API  = API{known(version{"skype-for-business-2019", "Skype for Business Server 2019 API", 70, false})}
)

// The server versions that are known: three columns of the vendor's page, then
// what is recognised outside it.
var (
	LyncServer2013          = ServerVersion{known(version{"lync-server-2013", "Lync Server 2013", 50, true})}
	LyncServer2010          = ServerVersion{known(version{"lync-server-2010", "Lync Server 2010", 40, true})}
	OCS2007R2               = ServerVersion{known(version{"ocs-2007-r2", "OCS 2007 R2", 35, true})}
	OCS2007                 = ServerVersion{known(version{"ocs-2007", "OCS 2007", 30, false})}
	SkypeBusinessServer2015 = ServerVersion{known(version{"skype-for-business-server-2015", "Skype for Business Server 2015", 60, false})}
	SkypeBusinessServer2019 = ServerVersion{known(version{"skype-for-business-server-2019", "Skype for Business Server 2019", 70, false})}
	SkypeBusinessServerSE   = ServerVersion{known(version{"skype-for-business-server-se", "Skype for Business Server Subscription Edition", 80, false})}
)

// APIs lists the built-in APIs: the rows of the vendor's page in its order first.
func APIs() []API {
	return []API{PersistentChat2013API, GroupChat2010API, OCS2007R2API,
		OCS2007API, SkypeBusiness2015API, SkypeBusiness2019API}
}

// ServerVersions lists the built-in server versions: the columns of the vendor's page in its order first.
func ServerVersions() []ServerVersion {
	return []ServerVersion{LyncServer2013, LyncServer2010, OCS2007R2,
		OCS2007, SkypeBusinessServer2015, SkypeBusinessServer2019, SkypeBusinessServerSE}
}

// APIByKey finds the API with the given key, own ones included; ok is false where
// there is none.
func APIByKey(key string) (api API, ok bool) {
	for _, a := range APIs() {
		if a.Key() == key {
			return a, true
		}
	}
	if isOwn(key) {
		return OwnAPI(key[len(ownPrefix):]), true
	}
	return API{}, false
}

// ServerVersionByKey finds the server version with the given key, own ones
// included; ok is false where there is none.
func ServerVersionByKey(key string) (version ServerVersion, ok bool) {
	for _, v := range ServerVersions() {
		if v.Key() == key {
			return v, true
		}
	}
	if isOwn(key) {
		return OwnServerVersion(key[len(ownPrefix):]), true
	}
	return ServerVersion{}, false
}

// Known reports whether the API is known at all.
func (a API) Known() bool { return a.v != handle{} }

// Key is the fixed key of outputs; "" for the zero API.
func (a API) Key() string { return a.v.entry().key }

// String is the name for people; "" for the zero API.
func (a API) String() string { return a.v.entry().name }

// Covered reports whether the API is a row of the vendor's page.
func (a API) Covered() bool { return a.v.entry().covered }

// Generation orders the product generations and is equal for an API and the
// server it was made for; 0 for the zero API.
func (a API) Generation() int { return a.v.entry().generation }

// Known reports whether the server version is known at all.
func (s ServerVersion) Known() bool { return s.v != handle{} }

// Key is the fixed key of outputs; "" for the zero ServerVersion.
func (s ServerVersion) Key() string { return s.v.entry().key }

// String is the name for people; "" for the zero ServerVersion.
func (s ServerVersion) String() string { return s.v.entry().name }

// Covered reports whether the server version is a column of the vendor's page.
func (s ServerVersion) Covered() bool { return s.v.entry().covered }

// Generation orders the product generations; see API.Generation.
func (s ServerVersion) Generation() int { return s.v.entry().generation }

// Own reports whether the API is one of an own matrix.
func (a API) Own() bool { return isOwn(a.Key()) }

// Own reports whether the server version is one of an own matrix.
func (s ServerVersion) Own() bool { return isOwn(s.Key()) }

func known(v version) handle { return handle{unique.Make(v)} }

// entry is the entry of the table; the zero version for the zero handle.
func (h handle) entry() version {
	if h == (handle{}) {
		return version{}
	}
	return h.Value()
}

// ownPrefix begins the key of a version that an own matrix adds; its name follows.
const ownPrefix = "own:"

// OwnAPI is the API of that name that an own matrix adds. It is outside the
// vendor's page and has no generation. Equal names give equal APIs.
func OwnAPI(name string) API {
	return API{known(version{key: ownPrefix + name, name: name})}
}

// OwnServerVersion is the server version of that name that an own matrix adds;
// see OwnAPI.
func OwnServerVersion(name string) ServerVersion {
	return ServerVersion{known(version{key: ownPrefix + name, name: name})}
}

func isOwn(key string) bool { return len(key) > len(ownPrefix) && strings.HasPrefix(key, ownPrefix) }
