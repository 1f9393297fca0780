using Chronos.Core.Model;

namespace Chronos.Weex.Wire.Tests;

public class WeexNumberTests
{
    [Theory]
    [InlineData("0.09321", 9_321_000)]
    [InlineData("-34.55300000", -3_455_300_000)]
    [InlineData("1.000000010000", 100_000_001)]
    [InlineData("8E-4", 80_000)]
    [InlineData("1e-8", 1)]
    [InlineData("1.25E+3", 125_000_000_000)]
    [InlineData("-1.5e1", -1_500_000_000)]
    [InlineData("0E5", 0)]
    [InlineData("12.5e0", 1_250_000_000)]
    public void ReadsExactly(string text, long units)
    {
        Assert.Equal(FixedPointResult.Ok, WeexNumber.TryUnits(Text.Utf8(text), out var read));
        Assert.Equal(units, read);
        Assert.Equal(FixedPointResult.Ok, WeexNumber.TryTruncatedUnits(Text.Utf8(text), out read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("0.000000001", 0)]
    [InlineData("1.999999999", 199_999_999)]
    [InlineData("-1.999999999", -199_999_999)]
    [InlineData("15e-9", 1)]
    public void CutsOnlyWhereAsked(string text, long units)
    {
        Assert.Equal(FixedPointResult.TooManyDecimals, WeexNumber.TryUnits(Text.Utf8(text), out _));
        Assert.Equal(FixedPointResult.Ok, WeexNumber.TryTruncatedUnits(Text.Utf8(text), out var read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e99")]
    [InlineData("1.e5")]
    [InlineData("--1e5")]
    [InlineData("1 ")]
    [InlineData("+1")]
    public void RefusesWhatIsNoNumber(string text)
    {
        Assert.Equal(FixedPointResult.NotANumber, WeexNumber.TryUnits(Text.Utf8(text), out _));
        Assert.Equal(FixedPointResult.NotANumber, WeexNumber.TryTruncatedUnits(Text.Utf8(text), out _));
    }

    [Theory]
    [InlineData("92233720368.54775808")]
    [InlineData("1e12")]
    public void RefusesWhatDoesNotFit(string text) =>
        Assert.Equal(FixedPointResult.Overflow, WeexNumber.TryUnits(Text.Utf8(text), out _));

    [Theory]
    [InlineData(10_000_000_000_000, -2, "100000")]
    [InlineData(1_000_000_000, 4, "10.0000")]
    [InlineData(10_000, 4, "0.0001")]
    [InlineData(1, 8, "0.00000001")]
    [InlineData(-150_000_000, 1, "-1.5")]
    [InlineData(0, 0, "0")]
    [InlineData(0, 2, "0.00")]
    public void WritesWithThatManyDecimals(long units, int decimals, string expected)
    {
        Span<byte> text = stackalloc byte[32];
        Assert.True(WeexNumber.TryFormat(units, decimals, text, out var length));
        Assert.Equal(expected, Text.Of(text[..length]));
    }

    [Theory]
    [InlineData(150_000_000, 0)]
    [InlineData(15_000_000_000, -2)]
    [InlineData(1, 7)]
    [InlineData(100_000_000, 9)]
    [InlineData(100_000_000, -11)]
    public void WritesNoRounding(long units, int decimals)
    {
        Span<byte> text = stackalloc byte[32];
        Assert.False(WeexNumber.TryFormat(units, decimals, text, out var length));
        Assert.Equal(0, length);
    }

    [Fact]
    public void WritesNothingThatDoesNotFit()
    {
        Span<byte> text = stackalloc byte[3];
        Assert.False(WeexNumber.TryFormat(10_000, 4, text, out _));
    }

    [Theory]
    [InlineData(1, 10_000_000)]
    [InlineData(0, 100_000_000)]
    [InlineData(8, 1)]
    [InlineData(-2, 10_000_000_000)]
    [InlineData(-10, 1_000_000_000_000_000_000)]
    public void CountsOfDecimalsAreSteps(int decimals, long units) => Assert.Equal(units, WeexNumber.StepUnits(decimals));

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        const int Seed = 20260401;
        var random = new Random(Seed);
        Span<byte> text = stackalloc byte[40];
        for (var i = 0; i < 20_000; i++)
        {
            var decimals = random.Next(-10, 9);
            var step = WeexNumber.StepUnits(decimals);
            var units = random.NextInt64(long.MinValue / step, long.MaxValue / step) * step;
            Assert.True(WeexNumber.TryFormat(units, decimals, text, out var length), $"seed {Seed}: {units} with {decimals}");
            Assert.Equal(FixedPointResult.Ok, WeexNumber.TryUnits(text[..length], out var read));
            Assert.Equal(units, read);
            var written = Text.Of(text[..length]);
            Assert.Equal(Math.Max(0, decimals), written.Contains('.') ? written.Length - written.IndexOf('.') - 1 : 0);
        }
    }

    [Theory]
    [InlineData("737191855984214376", true)]
    [InlineData("-1", true)]
    [InlineData("1.0", false)]
    [InlineData("1e3", false)]
    [InlineData("9223372036854775808", false)]
    [InlineData("", false)]
    [InlineData("+1", false)]
    public void IdsAreWholeNumbers(string text, bool isWhole) => Assert.Equal(isWhole, WeexNumber.TryWhole(Text.Utf8(text), out _));
}
