package inventory

import "testing"

func TestParseEndpoint(t *testing.T) {
	for text, want := range map[string]Endpoint{
		"": NoEndpoint, "?": NoEndpoint, "unknown": NoEndpoint, "not a contact": NoEndpoint, "user or application": NoEndpoint,
		"UserEndpoint": UserEndpoint, "user endpoint": UserEndpoint, "Benutzer": UserEndpoint,
		"ApplicationEndpoint": ApplicationEndpoint, "trusted application": ApplicationEndpoint, "Application Endpoint (AD user)": ApplicationEndpoint,
		"Contact": ContactEndpoint, "AD-Kontakt": ContactEndpoint, "TrustedApplicationEndpoint": ContactEndpoint, "sip:RtcApplication-1@contoso.example": ContactEndpoint,
	} {
		if got := ParseEndpoint(text); got != want {
			t.Errorf("ParseEndpoint(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestParseUCMA(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "yes": 0, "3": 3, "3.0": 3, "UCMA 3.0": 3, "UCMA4.0": 4, "Unified Communications Managed API 2.0": 2, "v4.0 Runtime": 4,
		"3.0 and 4.0": 0, "3.0, 3.0": 3, "5.0.8308.0": 0, "UCMA 4.0 (5.0.8308.0)": 4, "not 3.0": 0, "7.0": 0, "3.5": 0, "13": 0,
	} {
		if got := ParseUCMA(text); got != want {
			t.Errorf("ParseUCMA(%q) = %d, want %d", text, got, want)
		}
	}
}
