using Chronos.Conventions.Tests.Metadata;

namespace Chronos.Conventions.Tests;

/// <summary>Which folder of the core may know which, read from the compiled code and from using lines.</summary>
public class LayeringTests
{
    private const string Core = "Chronos.Core";

    private static readonly string[] Stages = ["Decode", "Gates", "Quorum", "Signing", "Journal", "Routing"];

    /// <summary>Folder, and the folders it knows nothing of.</summary>
    public static TheoryData<string, string[]> Rules => new()
    {
        { "Decode", ["Gates", "Quorum", "Signing", "Journal", "Routing", "Venues", "Engine", "Replay"] },
        { "Gates", ["Quorum", "Signing", "Journal", "Routing", "Venues", "Engine", "Replay"] },
        { "Quorum", ["Signing", "Journal", "Routing", "Venues", "Engine", "Replay"] },
        { "Signing", ["Gates", "Quorum", "Journal", "Routing", "Venues", "Engine", "Replay"] },
        { "Journal", ["Gates", "Quorum", "Signing", "Routing", "Venues", "Engine", "Replay"] },
        { "Books", ["Routing", "Journal", "Signing", "Venues", "Engine", "Replay"] },
        { "Ring", [.. Stages, "Model", "Policies", "Books", "Commands", "Venues", "Engine", "Replay"] },
        { "Model", [.. Stages, "Ring", "Policies", "Books", "Commands", "Venues", "Engine", "Replay"] },
        { "Policies", [.. Stages, "Ring", "Books", "Commands", "Venues", "Engine", "Replay"] },
        { "Clocks", [.. Stages, "Ring", "Model", "Policies", "Books", "Commands", "Venues", "Engine", "Replay"] },
        { "Venues", ["Gates", "Quorum", "Signing", "Journal", "Engine", "Replay"] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void FolderKnowsNothingOf(string folder, string[] unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        var own = $"{Core}.{folder}";
        var known = AssemblyUse.Core.Types
            .Where(t => t.Namespace == own)
            .SelectMany(t => t.Types.Select(other => (From: t.FullName, To: other)))
            .Where(u => unknown.Any(f => u.To.StartsWith($"{Core}.{f}.", StringComparison.Ordinal)))
            .Select(u => $"{u.From} refers to {u.To}");

        // Constants of an enum leave no trace in compiled code, their using line does.
        var named = Repository.Files($"src/{Core}/{folder}", "*.cs")
            .SelectMany(f => File.ReadLines(f).Select(line => (File: f, Line: line.Trim())))
            .Where(u => unknown.Any(f => u.Line == $"using {Core}.{f};"))
            .Select(u => $"{Repository.Relative(u.File)} has {u.Line}");

        Assert.Contains(AssemblyUse.Core.Types, t => t.Namespace == own);
        Assert.Empty(known.Concat(named));
    }

    [Fact]
    public void OnlyThePipelineKnowsMoreThanOneStage()
    {
        var handlers = Stages.Select(Face).ToHashSet();
        var offenders = AssemblyUse.Core.Types
            .Where(t => t.Types.Count(handlers.Contains) > 1)
            .Select(t => t.FullName);

        Assert.Equal(["Chronos.Core.ChronosPipeline"], offenders);
    }

    [Fact]
    public void HandlerIsTheNameOfTheSixStagesAlone()
    {
        var handlers = AssemblyUse.Core.Types
            .Select(t => t.FullName.Split('`')[0])
            .Where(n => n.EndsWith("Handler", StringComparison.Ordinal))
            .Where(n => n != "Chronos.Core.Ring.IEventHandler");

        Assert.Equal(Stages.Select(Face).Order(StringComparer.Ordinal), handlers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CoreHasNoNetworkAndNoHost()
    {
        string[] banned = ["System.Net", "Microsoft.AspNetCore", "Chronos.", "System.IO.Pipelines", "System.Private.ServiceModel"];
        Assert.DoesNotContain(
            AssemblyUse.Core.References, r => banned.Any(b => r.StartsWith(b, StringComparison.Ordinal)));
    }

    [Fact]
    public void OnlyClocksReadTheTime()
    {
        string[] banned =
        [
            "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
            "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
            "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.TimeProvider.get_System",
            "System.Diagnostics.Stopwatch.", "System.Random.", "System.Guid.NewGuid",
        ];
        var readers = AssemblyUse.Core.Types
            .Where(t => t.Namespace != "Chronos.Core.Clocks")
            .SelectMany(t => t.ForeignMembers
                .Where(m => banned.Any(b => b.EndsWith('.') ? m.StartsWith(b, StringComparison.Ordinal) : m == b))
                .Select(m => $"{t.FullName} uses {m}"));

        Assert.Empty(readers);
    }

    [Fact]
    public void CoreHasNoFloatingPoint() => Assert.Empty(AssemblyUse.Core.Types.SelectMany(t => t.FloatingPoint));

    [Fact]
    public void WeexKnowsTheCoreAlone() => Assert.Equal(
        [Core], AssemblyUse.Weex.References.Where(r => r.StartsWith("Chronos.", StringComparison.Ordinal)));

    /// <summary>The wire knows nothing of the venue logic above it, and of the core the numbers alone.</summary>
    [Fact]
    public void WeexWireKnowsTheModelAlone()
    {
        const string Wire = "Chronos.Weex.Wire";
        var wire = AssemblyUse.Weex.Types.Where(t => t.Namespace == Wire).ToArray();
        var known = wire
            .SelectMany(t => t.Types.Select(other => (From: t.FullName, To: other)))
            .Where(u => u.To.StartsWith("Chronos.", StringComparison.Ordinal))
            .Where(u => !u.To.StartsWith($"{Wire}.", StringComparison.Ordinal))
            .Where(u => !u.To.StartsWith($"{Core}.Model.", StringComparison.Ordinal))
            .Select(u => $"{u.From} refers to {u.To}");

        Assert.NotEmpty(wire);
        Assert.Empty(known);
    }

    /// <summary>Times of waiting may be fractions of seconds; what is read and written of orders and money may not.</summary>
    [Fact]
    public void WeexReadsAndWritesNoFloatingPoint() => Assert.Empty(AssemblyUse.Weex.Types
        .Where(t => new[] { "Reader", "Number", "Body", "Answers", "Chain", "Offset", "Meter", "Window" }
            .Any(end => t.FullName.EndsWith(end, StringComparison.Ordinal)))
        .SelectMany(t => t.FloatingPoint));

    private static string Face(string folder) => folder switch
    {
        "Gates" => "Chronos.Core.Gates.GateHandler",
        "Signing" => "Chronos.Core.Signing.SignHandler",
        "Routing" => "Chronos.Core.Routing.RouteHandler",
        _ => $"Chronos.Core.{folder}.{folder}Handler",
    };
}
