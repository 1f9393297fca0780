namespace Chronos.Core.Model;

/// <summary>Quote currency per one unit of the base asset. A signed 64-bit number of 1e-8 units.</summary>
public readonly struct Price : IEquatable<Price>, IComparable<Price>
{
    private Price(long units) => Units = units;

    /// <summary>The value in units of 1e-8.</summary>
    public long Units { get; }

    /// <summary>Nothing.</summary>
    public static Price Zero => default;

    /// <summary>The largest value there is.</summary>
    public static Price MaxValue => new(long.MaxValue);

    /// <summary>True when exactly zero.</summary>
    public bool IsZero => Units == 0;

    /// <summary>From units of 1e-8.</summary>
    public static Price FromUnits(long units) => new(units);

    /// <summary>From a decimal, exactly; throws <see cref="ArgumentException"/> when it has more than 8 decimals or is out of range.</summary>
    public static Price FromDecimal(decimal value) => new(FixedPoint.FromDecimal(value));

    /// <summary>From plain decimal text; throws <see cref="FormatException"/> saying what is wrong with it.</summary>
    public static Price Parse(ReadOnlySpan<char> text) => new(FixedPoint.Parse(text));

    /// <summary>The value as a decimal; always exact.</summary>
    public decimal ToDecimal() => FixedPoint.ToDecimal(Units);

    /// <inheritdoc />
    public override string ToString() => FixedPoint.Format(Units);

    /// <inheritdoc />
    public bool Equals(Price other) => Units == other.Units;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Price other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Units.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(Price other) => Units.CompareTo(other.Units);

    /// <summary>Equality of value.</summary>
    public static bool operator ==(Price left, Price right) => left.Units == right.Units;

    /// <summary>Difference of value.</summary>
    public static bool operator !=(Price left, Price right) => left.Units != right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <(Price left, Price right) => left.Units < right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >(Price left, Price right) => left.Units > right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <=(Price left, Price right) => left.Units <= right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >=(Price left, Price right) => left.Units >= right.Units;

    /// <summary>The exact value of a quantity at this price.</summary>
    public static ExactNotional operator *(Price price, Quantity quantity) => ExactNotional.Of(price, quantity);
}
