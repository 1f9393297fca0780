namespace Chronos.Conventions.Tests.Metadata;

/// <summary>What one top-level type of an assembly, with everything nested in it, refers to.</summary>
internal sealed class TypeUse(string @namespace, string name)
{
    public string Namespace { get; } = @namespace;

    public string Name { get; } = name;

    public string FullName { get; } = $"{@namespace}.{name}";

    /// <summary>Full names of top-level types of the same assembly, itself excepted.</summary>
    public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Methods and fields of the assembly it uses, its own included, as Namespace.Type.Member.</summary>
    public SortedSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Members of other assemblies, as Namespace.Type.Member.</summary>
    public SortedSet<string> ForeignMembers { get; } = new(StringComparer.Ordinal);

    /// <summary>Where a floating-point number stands in a field, a signature or a local.</summary>
    public SortedSet<string> FloatingPoint { get; } = new(StringComparer.Ordinal);
}
