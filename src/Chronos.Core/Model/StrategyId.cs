using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of a strategy: its place in the policy's strategy list.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct StrategyId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
