using System.Text;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Cases.Pins;

/// <summary>Writes a case file of one case, a step a line.</summary>
internal static class CaseText
{
    /// <summary>The text.</summary>
    public static string Of(string about, string name, CaseScript script, CaseExpectation expected)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"about\": ").Append(Json(about));
        text.Append(",\n  \"start\": ").Append(Json(IsoTime.Format(script.StartNanos)));
        text.Append(",\n  \"workingOrdersMax\": ").Append(script.WorkingOrdersMax);
        text.Append(",\n  \"cases\": [\n    {\n      \"name\": ").Append(Json(name));
        text.Append(",\n      \"given\": [");
        for (var i = 0; i < script.Steps.Count; i++)
        {
            text.Append(i == 0 ? "\n        " : ",\n        ").Append(JsonLine.Of(script.Steps[i].Write));
        }

        text.Append(script.Steps.Count == 0 ? "]" : "\n      ]");
        text.Append(",\n      \"propose\": ").Append(JsonLine.Of(script.Proposal.Write));
        text.Append(",\n      \"expect\": ").Append(JsonLine.Of(w => Write(w, expected)));
        return text.Append("\n    }\n  ]\n}\n").ToString();
    }

    private static string Json(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static void Write(Utf8JsonWriter w, CaseExpectation expected)
    {
        w.WriteString("verdict", expected.Verdict.ToString());
        if (expected.BindingGate is { } gate)
        {
            w.WriteString("bindingGate", gate.ToString());
        }

        if (expected.Reason is { } reason)
        {
            w.WriteString("reason", reason.ToString());
        }

        if (expected.Objections.Count != 0)
        {
            w.WriteStartArray("objections");
            foreach (var objection in expected.Objections)
            {
                w.WriteStringValue(objection.ToString());
            }

            w.WriteEndArray();
        }

        if (expected.Permitted is { } permitted)
        {
            w.WriteString("permittedQuantity", permitted.ToString());
        }
    }
}
