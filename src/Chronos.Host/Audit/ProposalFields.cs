using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Audit;

/// <summary>Every field of a proposal as it was received, names where the policy of the time has them.</summary>
internal static class ProposalFields
{
    /// <summary>Names and values in the order of the frame.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(DecisionReading reading)
    {
        var p = reading.Decision.Proposal;
        var policy = reading.Policy;
        yield return ("strategy", NameAt(policy?.Strategies, p.Strategy.Value, s => s.Name));
        yield return ("proposalId", p.Id.ToString());
        yield return ("instrument", NameAt(policy?.Instruments, p.Instrument.Value, i => i.Symbol));
        yield return ("side", p.Side.ToString());
        yield return ("type", p.Type.ToString());
        yield return ("timeInForce", p.TimeInForce.ToString());
        yield return ("flags", p.Flags.ToString());
        yield return ("confidence", FixedPoint.Format(p.ConfidencePpm * (FixedPoint.Scale / 1_000_000)));
        yield return ("quantity", p.Quantity.ToString());
        yield return ("limitPrice", p.LimitPrice.ToString());
        yield return ("createdAt", IsoTime.Format(p.CreatedAtNanos));
        yield return ("expiresAt", p.ExpiresAtNanos == 0 ? null : IsoTime.Format(p.ExpiresAtNanos));
        yield return ("stopPrice", p.StopPrice.ToString());
        yield return ("replaces", p.Replaces.Value == 0 ? null : p.Replaces.ToString());
    }

    /// <summary>The name of a place; the place itself where the policy has none.</summary>
    public static string NameAt<T>(IReadOnlyList<T>? list, int place, Func<T, string> name) =>
        list is not null && place >= 0 && place < list.Count ? name(list[place]) : "#" + place.ToString(CultureInfo.InvariantCulture);
}
