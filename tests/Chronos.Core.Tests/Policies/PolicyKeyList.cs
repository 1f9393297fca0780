using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

/// <summary>Every key the reader knows, once.</summary>
internal static class PolicyKeyList
{
    public static readonly (string Section, string[] Keys)[] Sections =
    [
        ("", PolicyKeys.Root),
        ("seal", PolicyKeys.Seal),
        ("keys", PolicyKeys.Keys),
        ("quorum", PolicyKeys.Quorum),
        ("venues", PolicyKeys.Venue),
        ("accounts", PolicyKeys.Account),
        ("instruments", PolicyKeys.Instrument),
        ("strategies", PolicyKeys.Strategy),
        ("mandates", PolicyKeys.Mandate),
    ];

    public static IEnumerable<string> All => Sections.SelectMany(s => s.Keys).Distinct();
}
