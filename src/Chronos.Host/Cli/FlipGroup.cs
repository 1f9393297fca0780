using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;

namespace Chronos.Host.Cli;

/// <summary>Flips that have something in common: how many, and what they are worth together.</summary>
/// <param name="Name">What they share.</param>
/// <param name="More">Those that let more through.</param>
/// <param name="Less">Those that let less through.</param>
/// <param name="NotionalMore">What was let through more, in quote currency.</param>
/// <param name="NotionalLess">What was let through less.</param>
internal sealed record FlipGroup(string Name, int More, int Less, Notional NotionalMore, Notional NotionalLess)
{
    /// <summary>By the gate that makes the difference: the one that binds now where less passes, the one that bound where more does.</summary>
    public static IReadOnlyList<FlipGroup> ByGate(IEnumerable<WhatIfFlip> flips) => Of(flips, GateOf);

    /// <summary>By who proposed.</summary>
    public static IReadOnlyList<FlipGroup> ByStrategy(IEnumerable<WhatIfFlip> flips, Policy policy) =>
        Of(flips, f => policy.Strategies[f.Decision.Proposal.Strategy.Value].Name);

    /// <summary>Notionals together.</summary>
    public static Notional Sum(IEnumerable<WhatIfFlip> flips) =>
        flips.Aggregate(ExactNotional.Zero, (sum, f) => sum + ExactNotional.From(f.Notional)).CeilingSaturated();

    private static string GateOf(WhatIfFlip flip)
    {
        var binding = flip.LetsMoreThrough ? flip.Recorded : flip.Decision.Record;
        return binding.BindingGate == GateId.None ? binding.Reason.ToString() : binding.BindingGate.ToString();
    }

    private static List<FlipGroup> Of(IEnumerable<WhatIfFlip> flips, Func<WhatIfFlip, string> name) =>
    [
        .. flips.GroupBy(name)
            .Select(g =>
            {
                var more = g.Where(f => f.LetsMoreThrough).ToList();
                var less = g.Where(f => !f.LetsMoreThrough).ToList();
                return new FlipGroup(g.Key, more.Count, less.Count, Sum(more), Sum(less));
            })
            .OrderByDescending(g => g.More + g.Less)
            .ThenBy(g => g.Name, StringComparer.Ordinal),
    ];
}
