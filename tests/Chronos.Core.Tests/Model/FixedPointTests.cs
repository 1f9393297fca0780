using System.Globalization;
using System.Text;
using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Model;

public class FixedPointTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.00000000", 0)]
    [InlineData("1", 100_000_000)]
    [InlineData("001", 100_000_000)]
    [InlineData("-12.5", -1_250_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("-0.00000001", -1)]
    [InlineData("0.000000010000", 1)]
    [InlineData("87000.1", 8_700_010_000_000)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    [InlineData("92233720368.547758070", long.MaxValue)]
    [InlineData("00000000000000000000000092233720368.54775807", long.MaxValue)]
    [InlineData("-92233720368.54775807", -long.MaxValue)]
    [InlineData("-92233720368.54775808", long.MinValue)]
    public void ReadsPlainDecimals(string text, long units)
    {
        Assert.Equal(FixedPointResult.Ok, Read(text, out var read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("-.")]
    [InlineData("1.")]
    [InlineData("-1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 000")]
    [InlineData("1,5")]
    [InlineData("1_000")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("1E-8")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("inf")]
    [InlineData("∞")]
    [InlineData("١")]
    [InlineData("ı")]
    [InlineData("1\0")]
    public void RefusesWhatIsNotAPlainDecimal(string text) => AssertRefused(FixedPointResult.NotANumber, text);

    [Theory]
    [InlineData("0.000000001")]
    [InlineData("1.123456789")]
    [InlineData("-1.1234567890000001")]
    [InlineData("999999999999.000000001")]
    public void RefusesANinthDecimal(string text) => AssertRefused(FixedPointResult.TooManyDecimals, text);

    [Theory]
    [InlineData("92233720368.54775808")]
    [InlineData("-92233720368.54775809")]
    [InlineData("92233720369")]
    [InlineData("100000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("340282366920938463463374607431768211456")]
    public void RefusesWhatDoesNotFit(string text) => AssertRefused(FixedPointResult.Overflow, text);

    [Fact]
    public void ReadsTextOfAnyLengthAlikeFromBytesAndCharacters()
    {
        var digits = new string('0', 500);

        Assert.Equal(FixedPointResult.Ok, Read($"{digits}7.5{digits}", out var units));
        Assert.Equal(750_000_000, units);
        AssertRefused(FixedPointResult.TooManyDecimals, $"7.5{digits}1");
        AssertRefused(FixedPointResult.Overflow, $"1{digits}");
        AssertRefused(FixedPointResult.NotANumber, $"{digits}x");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.00000001")]
    [InlineData(-1, "-0.00000001")]
    [InlineData(10, "0.0000001")]
    [InlineData(100_000_000, "1")]
    [InlineData(150_000_000, "1.5")]
    [InlineData(1_000_000_000, "10")]
    [InlineData(-1_000_000_010, "-10.0000001")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void WritesTheShortestText(long units, string text)
    {
        Span<byte> exact = stackalloc byte[text.Length];

        Assert.Equal(text, FixedPoint.Format(units));
        Assert.True(FixedPoint.TryFormat(units, exact, out var written));
        Assert.Equal(text.Length, written);
    }

    [Fact]
    public void WritesNothingWhereTheTextDoesNotFit()
    {
        Span<byte> small = stackalloc byte[3];

        Assert.False(FixedPoint.TryFormat(123_400_000, small[..0], out var written));
        Assert.False(FixedPoint.TryFormat(123_400_000, small, out written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void AgreesWithDecimalOnEveryNumber() =>
        Prop.ForAll<long>(seed => Edges(seed).All(units =>
            Read(FixedPoint.Format(units), out var read) == FixedPointResult.Ok && read == units
            && FixedPoint.Format(units) == DecimalText(units)
            && FixedPoint.ToDecimal(units) * FixedPoint.Scale == units
            && FixedPoint.FromDecimal(FixedPoint.ToDecimal(units)) == units))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void AgreesWithDecimalOnWhatItRefuses() =>
        Prop.ForAll<decimal>(value => Decimals(value).All(d => ReadsAsDecimalDoes(d))).QuickCheckThrowOnFailure();

    [Fact]
    public void AgreesWithDecimalOnAnyText() =>
        Prop.ForAll(Gen.Elements("0123456789.-+ eE,x".ToCharArray()).ArrayOf().ToArbitrary(), characters =>
        {
            var text = new string(characters);
            var plain = decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && !text.Contains('+', StringComparison.Ordinal)
                && char.IsAsciiDigit(text.TrimStart('-').FirstOrDefault()) && char.IsAsciiDigit(text[^1]);
            var result = Read(text, out var units);
            return plain
                ? result == Expected(value) && (result != FixedPointResult.Ok || units == value * FixedPoint.Scale)
                : result is FixedPointResult.NotANumber || text.Length > 28;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void ConvertsFromDecimalExactlyOrNotAtAll()
    {
        Assert.Equal(long.MaxValue, FixedPoint.FromDecimal(92_233_720_368.54775807m));
        Assert.Equal(long.MinValue, FixedPoint.FromDecimal(-92_233_720_368.54775808m));
        Assert.Equal(150_000_000, FixedPoint.FromDecimal(1.500000000000000000000000000m));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.FromDecimal(92_233_720_368.54775808m));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPoint.FromDecimal(decimal.MinValue));
        Assert.Throws<ArgumentException>(() => FixedPoint.FromDecimal(0.000000001m));
        Assert.Throws<ArgumentException>(() => FixedPoint.FromDecimal(1.0000000000000000000000000001m));
        Assert.Throws<ArgumentException>(() => FixedPoint.FromDecimal(7.9228162514264337593543950335m));
    }

    [Theory]
    [InlineData("abc", "'abc' is not a plain decimal number")]
    [InlineData("0.000000001", "'0.000000001' has more than 8 decimals")]
    [InlineData("92233720369", "'92233720369' is outside the range of a 64-bit number of 1e-8 units")]
    public void ParseSaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => FixedPoint.Parse(text)).Message);

    [Fact]
    public void ReadsAndWritesWithoutAllocating()
    {
        ReadAndWrite(1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReadAndWrite(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ReadAndWrite(int times)
    {
        Span<byte> text = stackalloc byte[FixedPoint.MaxTextLength];
        for (var i = 0; i < times; i++)
        {
            FixedPoint.TryFormat(long.MinValue + i, text, out var written);
            FixedPoint.TryParse(text[..written], out _);
            FixedPoint.TryParse("87000.12345678", out _);
        }
    }

    private static FixedPointResult Read(string text, out long units)
    {
        var fromBytes = FixedPoint.TryParse(Encoding.UTF8.GetBytes(text), out units);
        Assert.Equal(fromBytes, FixedPoint.TryParse(text, out var fromCharacters));
        Assert.Equal(units, fromCharacters);
        return fromBytes;
    }

    private static void AssertRefused(FixedPointResult result, string text)
    {
        Assert.Equal(result, Read(text, out var units));
        Assert.Equal(0, units);
    }

    private static IEnumerable<long> Edges(long seed) =>
        [seed, unchecked(seed * 7_046_029_254_386_353_131), seed * 100_000, unchecked(long.MaxValue - seed), unchecked(long.MinValue + seed)];

    private static IEnumerable<decimal> Decimals(decimal value) =>
        [value, decimal.Round(value % 100_000_000_000m, 8), value % 1m, value % 1_000_000_000_000m];

    private static bool ReadsAsDecimalDoes(decimal value)
    {
        var result = Read(value.ToString(CultureInfo.InvariantCulture), out var units);
        return result == Expected(value) && (result != FixedPointResult.Ok || units == FixedPoint.FromDecimal(value));
    }

    private static FixedPointResult Expected(decimal value) =>
        value != decimal.Round(value, 8) ? FixedPointResult.TooManyDecimals
        : value is > 92_233_720_368.54775807m or < -92_233_720_368.54775808m ? FixedPointResult.Overflow
        : FixedPointResult.Ok;

    private static string DecimalText(long units) =>
        FixedPoint.ToDecimal(units).ToString("0.########", CultureInfo.InvariantCulture);
}
