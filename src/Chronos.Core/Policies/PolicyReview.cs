using System.Globalization;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// What is well formed and yet cannot be meant: limits that can never bind because another always binds before them, and
/// mandates under which nothing can pass. Each finding holds for every state of the books; what only usually holds is not
/// told. The limits are errors of the policy; that nothing can pass may be meant, as when a strategy is denied, and is a warning.
/// </summary>
public sealed class PolicyReview
{
    private const string NeverBinds = "can never bind: ";

    private readonly List<(PolicyNode At, string What)> _findings = [];
    private readonly Policy _policy;
    private readonly PolicyNode _root;

    private PolicyReview(Policy policy, PolicyNode root)
    {
        _policy = policy;
        _root = root;
    }

    /// <summary>Every mandate under which nothing can pass, as <c>line N: path: what</c>, in the order of lines.</summary>
    public static IReadOnlyList<string> Of(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var review = new PolicyReview(policy, new PolicyText(policy.Source).Root);
        review.ReviewMandates();
        return
        [
            .. review._findings.OrderBy(f => f.At.Line).Select(f => $"line {Plain(f.At.Line)}: {f.At.Path}: {f.What}"),
        ];
    }

    /// <summary>Adds an error for every limit that can never bind.</summary>
    internal static void RefuseUnbinding(Policy policy, PolicyNode root, PolicyErrors errors)
    {
        var review = new PolicyReview(policy, root);
        review.ReviewAccounts();
        review.ReviewWorkingOrders();
        review.ReviewRates();
        review.ReviewGroups();
        review.ReviewAllocations();
        review.ReviewMandateLimits();
        foreach (var (at, what) in review._findings)
        {
            errors.Add(at, what);
        }
    }

    private void ReviewAccounts()
    {
        for (var a = 0; a < _policy.Accounts.Count; a++)
        {
            var account = _policy.Accounts[a];
            var held = _policy.Instruments.Count(i => i.Venue == account.Venue);
            if (account.OpenPositionsMax > held)
            {
                Find(PolicyCatalog.Account, a, "openPositionsMax", NeverBinds + $"its venue has {Plain(held)} instruments");
            }

            // Fractions are in millionths, leverage in hundredths.
            var leveragePpm = account.LeverageMaxPercent * 10_000L;
            if (account.ConcentrationMaxPpm > leveragePpm)
            {
                Find(PolicyCatalog.Account, a, "concentrationMax", NeverBinds + "leverageMaxPercent allows all instruments together less");
            }

            // A sum of squares is at most the largest share times the sum of shares.
            if (account.HerfindahlMaxPpm > (Int128)account.ConcentrationMaxPpm * leveragePpm / 1_000_000)
            {
                Find(PolicyCatalog.Account, a, "herfindahlMax", NeverBinds + "it is above concentrationMax x leverage");
            }

            if (account.OneSidednessMaxPpm == 1_000_000)
            {
                Find(PolicyCatalog.Account, a, "oneSidednessMax", NeverBinds + "no side is more than all");
            }

            if (account.OneSidednessPositionsMin > account.OpenPositionsMax)
            {
                Find(PolicyCatalog.Account, a, "oneSidednessPositionsMin", NeverBinds + "openPositionsMax allows fewer");
            }
        }
    }

    private void ReviewWorkingOrders()
    {
        for (var s = 0; s < _policy.Strategies.Count; s++)
        {
            var most = MostWorking(m => m.Strategy.Value == s);
            if (_policy.Strategies[s].WorkingOrdersMax > most)
            {
                Find(PolicyCatalog.Strategy, s, "workingOrdersMax", NeverBinds + $"its accounts allow {Plain(most)} together");
            }
        }

        for (var i = 0; i < _policy.Instruments.Count; i++)
        {
            var most = MostWorking(m => m.Instrument.Value == i);
            if (_policy.Instruments[i].WorkingOrdersMax > most)
            {
                Find(PolicyCatalog.Instrument, i, "workingOrdersMax", NeverBinds + $"its accounts allow {Plain(most)} together");
            }
        }
    }

    private long MostWorking(Func<Mandate, bool> concerned) => _policy.Mandates
        .Where(concerned).Select(m => m.Account.Value).Distinct().Sum(a => (long)_policy.Accounts[a].WorkingOrdersMax);

    private void ReviewRates()
    {
        for (var i = 0; i < _policy.Instruments.Count; i++)
        {
            var own = _policy.Instruments[i].Rates;
            var venue = _policy.Venues[_policy.Instruments[i].Venue.Value].Rates;
            if (own.WindowNanos > venue.WindowNanos)
            {
                continue;
            }

            CompareRate(i, "submitsMax", own.SubmitsMax, venue.SubmitsMax);
            CompareRate(i, "amendsMax", own.AmendsMax, venue.AmendsMax);
            CompareRate(i, "cancelsMax", own.CancelsMax, venue.CancelsMax);
        }
    }

    private void CompareRate(int instrument, string key, int own, int venue)
    {
        if (own > venue)
        {
            Find(PolicyCatalog.Instrument, instrument, key, NeverBinds + "its venue allows fewer in a window as long");
        }
    }

    private void ReviewGroups()
    {
        var most = _policy.Accounts.Max(a => a.GrossExposureMax);
        for (var g = 0; g < _policy.Groups.Count; g++)
        {
            if (_policy.Groups[g].GrossExposureMax > most)
            {
                Find(PolicyCatalog.Group, g, "grossExposureMax", NeverBinds + "no account allows as much");
            }
        }
    }

    /// <summary>Of strategies nothing is told: what two of them hold against each other is exposure of both and none of the account's.</summary>
    private void ReviewAllocations()
    {
        for (var i = 0; i < _policy.Allocations.Count; i++)
        {
            var allocation = _policy.Allocations[i];
            if (allocation.Asset is not null && allocation.ExposureMax > _policy.Accounts[allocation.Account.Value].GrossExposureMax)
            {
                Find(PolicyCatalog.Allocation, i, "exposureMax", NeverBinds + "the account's grossExposureMax is less");
            }
        }
    }

    private void ReviewMandates()
    {
        for (var m = 0; m < _policy.Mandates.Count; m++)
        {
            var mandate = _policy.Mandates[m];
            ref readonly var terms = ref _policy.TermsOf(mandate.Strategy, mandate.Instrument);
            if (terms.OrderNotionalMax < terms.NotionalMin && terms.OrderNotionalMax > default(ExactNotional))
            {
                Find(PolicyCatalog.Mandate, m, "instrument", "nothing can be entered: the largest value of an order is below the instrument's notionalMin");
            }

            if ((mandate.Sides & ~terms.DeniedSides) == 0)
            {
                Find(PolicyCatalog.Mandate, m, "sides", "nothing can pass: denials forbid every side of it");
            }
        }
    }

    private void ReviewMandateLimits()
    {
        for (var m = 0; m < _policy.Mandates.Count; m++)
        {
            var mandate = _policy.Mandates[m];
            CompareLimits(m, PolicyCatalog.Strategy, mandate.Strategy.Value);
            CompareLimits(m, PolicyCatalog.Instrument, mandate.Instrument.Value);
            CompareLimits(m, PolicyCatalog.Venue, _policy.Instruments[mandate.Instrument.Value].Venue.Value);
        }
    }

    /// <summary>A mandate's own limit must be stricter than that of every scope its orders are in.</summary>
    private void CompareLimits(int mandate, string scope, int place)
    {
        if (Child(Entry(PolicyCatalog.Mandate, mandate), PolicyCatalog.Limits) is not { } own
            || Child(Entry(scope, place), PolicyCatalog.Limits) is not { } wider)
        {
            return;
        }

        var (ownLimits, widerLimits) = (Section(own), Section(wider));
        foreach (var key in Enum.GetValues<LimitKey>())
        {
            var name = PolicyCatalog.Limit(key).Name;
            if (ownLimits.OptionalValue(name) is { } value && widerLimits.OptionalValue(name) is { } wide
                && !LimitSet.IsStricter(key, value, wide))
            {
                Add(Child(own, name)!, NeverBinds + $"{Child(wider, name)!.Path} is as strict");
            }
        }
    }

    private static PolicySection Section(PolicyNode limits) => new(limits, PolicyCatalog.Limits, new PolicyErrors(), allOptional: true);

    private void Find(string section, int place, string key, string what) => Add(Child(Entry(section, place), key)!, what);

    private void Add(PolicyNode node, string what) => _findings.Add((node, what));

    private PolicyNode Entry(string section, int place) => Child(_root, section)!.Children[place];

    private static PolicyNode? Child(PolicyNode node, string key) => node.Children.Find(c => c.Key == key);

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);
}
