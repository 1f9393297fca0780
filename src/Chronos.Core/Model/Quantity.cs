namespace Chronos.Core.Model;

/// <summary>An amount of the base asset. A signed 64-bit number of 1e-8 units.</summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private Quantity(long units) => Units = units;

    /// <summary>The value in units of 1e-8.</summary>
    public long Units { get; }

    /// <summary>Nothing.</summary>
    public static Quantity Zero => default;

    /// <summary>The largest value there is.</summary>
    public static Quantity MaxValue => new(long.MaxValue);

    /// <summary>True when exactly zero.</summary>
    public bool IsZero => Units == 0;

    /// <summary>From units of 1e-8.</summary>
    public static Quantity FromUnits(long units) => new(units);

    /// <summary>From a decimal, exactly; throws <see cref="ArgumentException"/> when it has more than 8 decimals or is out of range.</summary>
    public static Quantity FromDecimal(decimal value) => new(FixedPoint.FromDecimal(value));

    /// <summary>From plain decimal text; throws <see cref="FormatException"/> saying what is wrong with it.</summary>
    public static Quantity Parse(ReadOnlySpan<char> text) => new(FixedPoint.Parse(text));

    /// <summary>The value as a decimal; always exact.</summary>
    public decimal ToDecimal() => FixedPoint.ToDecimal(Units);

    /// <inheritdoc />
    public override string ToString() => FixedPoint.Format(Units);

    /// <inheritdoc />
    public bool Equals(Quantity other) => Units == other.Units;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Units.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    /// <summary>Equality of value.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Units == right.Units;

    /// <summary>Difference of value.</summary>
    public static bool operator !=(Quantity left, Quantity right) => left.Units != right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Units < right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Units > right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Units <= right.Units;

    /// <summary>Order of value.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Units >= right.Units;

    /// <summary>Sum; throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Units + right.Units));

    /// <summary>Difference; throws <see cref="OverflowException"/> when it does not fit.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Units - right.Units));

    /// <summary>The smaller of two.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left.Units <= right.Units ? left : right;
}
