namespace Chronos.Core.Model;

/// <summary>
/// A product of price and quantity kept whole: a signed 128-bit number of 1e-16 quote units. Sums and comparisons of
/// products need no division and lose nothing; the largest product of two 64-bit factors fills 126 bits,
/// and every addition is checked.
/// </summary>
public readonly struct ExactNotional : IEquatable<ExactNotional>, IComparable<ExactNotional>
{
    private ExactNotional(Int128 units) => Units = units;

    /// <summary>The value in units of 1e-16.</summary>
    public Int128 Units { get; }

    /// <summary>Nothing.</summary>
    public static ExactNotional Zero => default;

    /// <summary>From units of 1e-16.</summary>
    public static ExactNotional FromUnits(Int128 units) => new(units);

    /// <summary>price × quantity, exact.</summary>
    public static ExactNotional Of(Price price, Quantity quantity) => new(Wide.Product(price.Units, quantity.Units));

    /// <summary>A notional widened; exact.</summary>
    public static ExactNotional From(Notional notional) => new(Wide.Product(notional.Units, FixedPoint.Scale));

    /// <summary>
    /// The nearest notional that is not smaller; <see cref="Notional.MaxValue"/> when it is beyond the range (reports
    /// only: no limit is compared through this).
    /// </summary>
    public Notional CeilingSaturated()
    {
        var (quotient, remainder) = Int128.DivRem(Units, FixedPoint.Scale);
        if (remainder > 0)
        {
            quotient += 1;
        }

        return Saturate(quotient);
    }

    /// <summary>The nearest notional that is not larger; saturates at the range as <see cref="CeilingSaturated"/>.</summary>
    public Notional FloorSaturated()
    {
        var (quotient, remainder) = Int128.DivRem(Units, FixedPoint.Scale);
        if (remainder < 0)
        {
            quotient -= 1;
        }

        return Saturate(quotient);
    }

    private static Notional Saturate(Int128 units) =>
        Notional.FromUnits((long)Int128.Clamp(units, -long.MaxValue, long.MaxValue));

    /// <inheritdoc />
    public bool Equals(ExactNotional other) => Units == other.Units;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ExactNotional other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Units.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(ExactNotional other) => Units.CompareTo(other.Units);

    /// <inheritdoc />
    public override string ToString() => Units.ToString(System.Globalization.CultureInfo.InvariantCulture) + "e-16";

    /// <summary>Checked sum.</summary>
    public static ExactNotional operator +(ExactNotional left, ExactNotional right) => new(checked(left.Units + right.Units));

    /// <summary>Checked difference.</summary>
    public static ExactNotional operator -(ExactNotional left, ExactNotional right) => new(checked(left.Units - right.Units));

    /// <summary>Negation.</summary>
    public static ExactNotional operator -(ExactNotional value) => new(checked(-value.Units));

    /// <summary>Equality of value.</summary>
    public static bool operator ==(ExactNotional left, ExactNotional right) => left.Units == right.Units;

    /// <summary>Difference of value.</summary>
    public static bool operator !=(ExactNotional left, ExactNotional right) => left.Units != right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <(ExactNotional left, ExactNotional right) => left.Units < right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >(ExactNotional left, ExactNotional right) => left.Units > right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <=(ExactNotional left, ExactNotional right) => left.Units <= right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >=(ExactNotional left, ExactNotional right) => left.Units >= right.Units;
}
