package inventory

// RefineAPI is a stand-in until evidence is read.
func RefineAPI(r Reading[API], ucma, members string) Reading[API] { return r }

// ParseInstalledSoftware is a stand-in until lists of installed software are read.
func ParseInstalledSoftware(displayName, displayVersion string) (server Reading[ServerVersion], api Reading[API]) {
	return ParseServerVersion(displayName), Reading[API]{Cause: Missing}
}
