package main

import (
	"fmt"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"

	"github.com/spf13/cobra"
)

func newExplain(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "explain API SERVER",
		Short: "Explain one pairing of an API and a server version",
		Example: `  chatcompat explain "Lync Server 2010 Group Chat API" "Lync Server 2013"
  chatcompat explain group-chat-2010 5.0.8308.420`,
		Args: exactArgs(2, "an API and a server version"),
		RunE: func(_ *cobra.Command, args []string) error {
			return explain(args[0], args[1], s)
		},
	}
}

// explain judges a pair that only has versions.
func explain(apiText, serverText string, s streams) error {
	api, server := inventory.ParseAPI(apiText), inventory.ParseServerVersion(serverText)
	f := audit.Rules{}.Judge(inventory.Pair{API: api, ServerVersion: server})
	var b strings.Builder
	fmt.Fprintf(&b, "%s (risk %s)\n\n", f.Verdict, f.Risk.Key())
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%-12s%s\n", label, oneLine(text))
		}
	}
	line("API", recognised(api.Written, api.Version.String(), api.Certainty, api.Cause, api.Detail))
	line("Server", recognised(server.Written, server.Version.String(), server.Certainty, server.Cause, server.Detail))
	line("Why", f.Reason)
	line("What to do", f.Remedy)
	line("Basis", f.Rule)
	if f.Rule != "" {
		line("Page", audit.Page.URL)
	}
	if _, err := fmt.Fprint(s.out, b.String()); err != nil {
		return writeError(standardOutput, err)
	}
	if f.Verdict == audit.NotAssessed {
		return exitStatus(exitIncomplete)
	}
	return nil
}

// recognised says how a name was taken.
func recognised(written, name string, certainty inventory.Certainty, cause inventory.Cause, detail string) string {
	text := inventory.Quote(written) + ": "
	if name == "" {
		return text + cause.Key() + ", " + detail
	}
	text += name + ", " + certainty.Key()
	if detail != "" {
		text += " (" + detail + ")"
	}
	return text
}
