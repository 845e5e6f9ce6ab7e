package inventory

// version is one entry of the tables of known versions.
type version struct {
	key        string // the fixed key of JSON and --map
	name       string // the words on screen
	generation int    // orders the generations; equal for an API and its own server
	covered    bool   // a row or column of the vendor's page
}

// API is a generation of the Persistent Chat or Group Chat API. The zero API
// is unknown. APIs compare with ==.
type API struct{ v *version }

// ServerVersion is a generation of the server product. The zero ServerVersion
// is unknown. ServerVersions compare with ==.
type ServerVersion struct{ v *version }

// The APIs that are known: three rows of the vendor's page (Version
// compatibility, Dn465897, 2014-07-24), then what is recognised outside it.
var (
	PersistentChat2013API = API{&version{"persistent-chat-2013", "Lync Server 2013 Persistent Chat API", 50, true}}
	GroupChat2010API      = API{&version{"group-chat-2010", "Lync Server 2010 Group Chat API", 40, true}}
	OCS2007R2API          = API{&version{"ocs-2007-r2", "OCS 2007 R2 Group Chat API", 35, true}}
	OCS2007API            = API{&version{"ocs-2007", "OCS 2007 Group Chat API", 30, false}}
	SkypeBusiness2015API  = API{&version{"skype-for-business-2015", "Skype for Business Server 2015 API", 60, false}}
	SkypeBusiness2019API  = API{&version{"skype-for-business-2019", "Skype for Business Server 2019 API", 70, false}}
)

// The server versions that are known: three columns of the vendor's page, then
// what is recognised outside it.
var (
	LyncServer2013          = ServerVersion{&version{"lync-server-2013", "Lync Server 2013", 50, true}}
	LyncServer2010          = ServerVersion{&version{"lync-server-2010", "Lync Server 2010", 40, true}}
	OCS2007R2               = ServerVersion{&version{"ocs-2007-r2", "OCS 2007 R2", 35, true}}
	OCS2007                 = ServerVersion{&version{"ocs-2007", "OCS 2007", 30, false}}
	SkypeBusinessServer2015 = ServerVersion{&version{"skype-for-business-server-2015", "Skype for Business Server 2015", 60, false}}
	SkypeBusinessServer2019 = ServerVersion{&version{"skype-for-business-server-2019", "Skype for Business Server 2019", 70, false}}
	SkypeBusinessServerSE   = ServerVersion{&version{"skype-for-business-server-se", "Skype for Business Server Subscription Edition", 80, false}}
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

// APIByKey finds the API with the given key; ok is false where there is none.
func APIByKey(key string) (api API, ok bool) {
	for _, a := range APIs() {
		if a.Key() == key {
			return a, true
		}
	}
	return API{}, false
}

// ServerVersionByKey finds the server version with the given key; ok is false
// where there is none.
func ServerVersionByKey(key string) (version ServerVersion, ok bool) {
	for _, v := range ServerVersions() {
		if v.Key() == key {
			return v, true
		}
	}
	return ServerVersion{}, false
}

// Known reports whether the API is known at all.
func (a API) Known() bool { return a.v != nil }

// Key is the fixed key of outputs; "" for the zero API.
func (a API) Key() string { return a.v.keyOf() }

// String is the name for people; "" for the zero API.
func (a API) String() string { return a.v.nameOf() }

// Covered reports whether the API is a row of the vendor's page.
func (a API) Covered() bool { return a.v != nil && a.v.covered }

// Generation orders the product generations and is equal for an API and the
// server it was made for; 0 for the zero API.
func (a API) Generation() int { return a.v.generationOf() }

// Known reports whether the server version is known at all.
func (s ServerVersion) Known() bool { return s.v != nil }

// Key is the fixed key of outputs; "" for the zero ServerVersion.
func (s ServerVersion) Key() string { return s.v.keyOf() }

// String is the name for people; "" for the zero ServerVersion.
func (s ServerVersion) String() string { return s.v.nameOf() }

// Covered reports whether the server version is a column of the vendor's page.
func (s ServerVersion) Covered() bool { return s.v != nil && s.v.covered }

// Generation orders the product generations; see API.Generation.
func (s ServerVersion) Generation() int { return s.v.generationOf() }

func (v *version) keyOf() string {
	if v == nil {
		return ""
	}
	return v.key
}

func (v *version) nameOf() string {
	if v == nil {
		return ""
	}
	return v.name
}

func (v *version) generationOf() int {
	if v == nil {
		return 0
	}
	return v.generation
}
