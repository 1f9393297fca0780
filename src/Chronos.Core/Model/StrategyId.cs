using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of a strategy: its place in the policy's strategy list.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct StrategyId(int Value)
{
    /// <summary>Whether it is a place in a list of that length.</summary>
    internal bool IsIn(int count) => Value >= 0 && Value < count;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
