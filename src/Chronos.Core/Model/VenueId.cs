using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>Dense number of a venue: its place in the policy's venue list.</summary>
/// <param name="Value">Zero-based place.</param>
public readonly record struct VenueId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
