using System.Reflection;

namespace Chronos.Core.Tests.Faults;

/// <summary>One row of the fault matrix.</summary>
/// <param name="Id">Number in the matrix; the letter in front is its part.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Injected">By which means.</param>
/// <param name="Expected">What must come of it.</param>
/// <param name="Proof">How the test knows that the fault has happened.</param>
/// <param name="Test">The test, as <c>Class.Method</c>.</param>
internal sealed record FaultRow(string Id, string Fault, string Injected, string Expected, string Proof, string Test)
{
    private const string HostTests = "tests/Chronos.Host.Tests/";

    /// <summary>A row whose test stands in this project.</summary>
    public static FaultRow Of<T>(string method, string id, string fault, string injected, string expected, string proof) =>
        new(id, fault, injected, expected, proof, $"{typeof(T).Name}.{method}") { Method = typeof(T).GetMethod(method) };

    /// <summary>A row whose test stands among those of the host.</summary>
    public static FaultRow OfHost(string file, string method, string id, string fault, string injected, string expected, string proof) =>
        new(id, fault, injected, expected, proof, $"{file}.{method}") { Source = $"{HostTests}{file}.cs", Name = method };

    /// <summary>The test's method; null where it stands in another project.</summary>
    public MethodInfo? Method { get; private init; }

    /// <summary>The file of a test that stands in another project.</summary>
    public string? Source { get; private init; }

    /// <summary>The method in that file.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether it runs only when asked for.</summary>
    public bool IsNightly => Method is not null && Method.GetCustomAttributesData()
        .Any(a => a.AttributeType == typeof(TraitAttribute) && Equals(a.ConstructorArguments[1].Value, "Nightly"));
}
