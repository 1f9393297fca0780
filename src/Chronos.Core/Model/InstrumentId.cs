using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of an instrument: its place in the policy's instrument list. Names stay outside the engine.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct InstrumentId(int Value)
{
    /// <summary>Whether it is a place in a list of that length.</summary>
    internal bool IsIn(int count) => Value >= 0 && Value < count;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
