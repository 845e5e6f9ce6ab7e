package inventory

import "strings"

// parseInstalledSoftware reads one line of a list of installed programs: what
// it says of the server that it was found on, and of an API. Such a line is
// evidence, so what it gives is inferred at best. A build counts only beside a
// name that says server, since clients of 2007 R2 and 2010 share it; kits and
// tools tell nothing of an application or a server, for they are installed
// where people work.
func parseInstalledSoftware(displayName, displayVersion string) (Reading[ServerVersion], Reading[API]) {
	written := strings.TrimSpace(strings.TrimSpace(displayName) + " " + strings.TrimSpace(displayVersion))
	var server, api outcome
	switch what := unreadable(strings.TrimFunc(displayName, isBlankRune)); {
	case what != "":
		server = fail(Unreadable, "holds %s, the name of a program would be right", what)
		api = server
	case len(written) > foldMax:
		server = fail(Unrecognised, "is too long for the name of a program")
		api = server
	default:
		server, api = installedServer(displayName, displayVersion), installedAPI(displayName)
	}
	return serverReading(written, server), apiReading(written, api)
}

func installedServer(displayName, displayVersion string) outcome {
	s := survey(fold(displayName))
	named, _ := s.named(serverSide)
	switch {
	case s.seen[kitWord] && named != 0:
		return fail(Ambiguous, "%s is a kit of developers, which needs no server beside it", Quote(displayName))
	case s.seen[toolWord] && named != 0:
		return fail(Ambiguous, "%s is a tool, which needs no server beside it", Quote(displayName))
	case s.ucmaText != "":
		return fail(Ambiguous, "%s is installed with other products too, Exchange Server for one, and names no server", Quote(displayName))
	case len(s.claims) > 0 && !s.namesServer():
		return fail(Ambiguous, "%s may be a client, a name with Server in it would be right", Quote(displayName))
	}
	o := recognise(displayName+" "+displayVersion, serverSide)
	if len(s.claims) == 0 && o.cause == NoCause {
		return fail(Ambiguous, "build %s without the name of a server may be a client's", strings.TrimSpace(displayVersion))
	}
	if o.cause == NoCause {
		if o.detail == "" {
			o.detail = Quote(displayName) + " is installed"
		}
		o.certainty = Inferred
	}
	return o
}

// namesServer reports whether a claim itself, not a word elsewhere, says server.
func (s *statements) namesServer() bool {
	for _, c := range s.claims {
		if c.base == anyOCS || strings.Contains(c.text, "serv") {
			return len(s.clients) == 0
		}
	}
	return false
}

func installedAPI(displayName string) outcome {
	if strings.TrimFunc(displayName, isBlankRune) == "" {
		return fail(Missing, "states no program")
	}
	s := survey(fold(displayName))
	named, _ := s.named(apiSide)
	switch {
	case s.namesChat() && s.meansAPI() && named != 0:
		return fail(Ambiguous, "%s is installed, which tells of a developer's machine and proves nothing of an application: write %s", Quote(displayName), s.choices(named, apiSide))
	case s.ucmaText != "":
		return fail(Ambiguous, "%s is installed with other products too and proves no chat API", Quote(displayName))
	}
	return fail(Unrecognised, "an installed program tells no API: name the API that the application was authored with")
}
