using System.Reflection;
using Chronos.Conventions.Tests.Metadata;
using Chronos.Core.Policies;

namespace Chronos.Conventions.Tests;

/// <summary>A policy field that nothing reads would be a limit that never binds.</summary>
public class PolicyUseTests
{
    private static readonly Type[] Records =
    [
        typeof(VenueTerms), typeof(AccountTerms), typeof(Instrument), typeof(StrategyTerms), typeof(RateTerms), typeof(Mandate),
        typeof(DenialTerms), typeof(SessionTerms), typeof(BlackoutTerms), typeof(GroupTerms), typeof(AllocationTerms),
        typeof(BreakerTerms), typeof(WindowTerms), typeof(LatencyTerms), typeof(QuorumTerms),
    ];

    /// <summary>Names and texts that only people read, and what has done its work when the policy is read.</summary>
    private static readonly HashSet<string> ForPeople =
    [
        "BlackoutTerms.Reason", "DenialTerms.Reason", "GroupTerms.Name", "SessionTerms.Name",
        "AccountTerms.Currency", "Instrument.QuoteCurrency", // compared with each other
        "Instrument.DelistsAtNanos", "Instrument.DelistHorizonNanos", // read as EntriesEndNanos
    ];

    [Fact]
    public void EveryFieldOfAPolicyIsReadByWhatDecides()
    {
        var read = Reads("PolicyReader");

        Assert.Empty(Records
            .SelectMany(r => r.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => !read.Contains($"{r.FullName}.get_{p.Name}"))
                .Select(p => $"{r.Name}.{p.Name}"))
            .Except(ForPeople));
    }

    [Fact]
    public void EveryCompiledTermIsReadByWhatDecides()
    {
        const string Terms = "Chronos.Core.Policies.MandateTerms";
        var read = Reads("PolicyReader", "TermsCompiler");
        var fields = typeof(PolicyFile).Assembly.GetType(Terms, throwOnError: true)!.GetFields(BindingFlags.Public | BindingFlags.Instance);

        Assert.NotEmpty(fields);
        Assert.Empty(fields.Where(f => !read.Contains($"{Terms}.{f.Name}")).Select(f => f.Name));
    }

    private static HashSet<string> Reads(params string[] except)
    {
        var readers = AssemblyUse.Core.Types.Where(t => !except.Contains(t.Name));
        return [.. readers.SelectMany(t => t.Members.Where(m => !m.StartsWith(t.FullName + ".", StringComparison.Ordinal)))];
    }
}
