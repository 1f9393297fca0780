using System.Text.Json;
using Chronos.Core.Model;
using Chronos.Core.Replay.Traces;

namespace Chronos.Host.Cli;

/// <summary>Where two builds differ over one journal.</summary>
/// <param name="Records">Records decided here.</param>
/// <param name="OtherRecords">Records of the other's trace.</param>
/// <param name="At">The first sequence that differs; null when none does as far as both go.</param>
/// <param name="Here">What is made here of it.</param>
/// <param name="Other">What the other made.</param>
internal sealed record Bisection(long Records, long OtherRecords, long? At, TraceEntry Here, TraceEntry Other)
{
    /// <summary>True when nothing differs and both are as long.</summary>
    public bool IsSame => At is null && Records == OtherRecords;

    private bool DecidesTheSame => Here with { Rolling = 0 } == Other with { Rolling = 0 };

    /// <summary>For people.</summary>
    public string Describe()
    {
        if (At is not { } at)
        {
            return IsSame
                ? $"SAME: {Records} records"
                : $"DIFFERENT LENGTH: {Records} records here, {OtherRecords} in the trace, the same as far as both go";
        }

        var hint = DecidesTheSame ? Environment.NewLine + "the decisions are the same: another field of the record differs, or the books since their last hash" : "";
        return string.Join(Environment.NewLine, $"DIFFERENT: record {at}", $"here   {Here}", $"other  {Other}") + hint;
    }

    /// <summary>The members of a JSON object.</summary>
    public void Write(Utf8JsonWriter w)
    {
        w.WriteBoolean("same", IsSame);
        w.WriteNumber("records", Records);
        w.WriteNumber("otherRecords", OtherRecords);
        if (At is not { } at)
        {
            w.WriteNull("firstDifference");
            return;
        }

        w.WriteNumber("firstDifference", at);
        Write(w, "here", Here);
        Write(w, "other", Other);
    }

    private static void Write(Utf8JsonWriter w, string name, TraceEntry entry)
    {
        w.WriteStartObject(name);
        w.WriteString("kind", entry.Kind.ToString());
        w.WriteString("verdict", entry.Verdict == Verdict.None ? null : entry.Verdict.ToString());
        w.WriteString("reason", entry.Reason == ReasonCode.None ? null : entry.Reason.ToString());
        w.WriteString("bindingGate", entry.BindingGate == GateId.None ? null : entry.BindingGate.ToString());
        w.WriteString("permittedQuantity", entry.Permitted.ToString());
        w.WriteString("rolling", $"{entry.Rolling:x16}");
        w.WriteEndObject();
    }
}
