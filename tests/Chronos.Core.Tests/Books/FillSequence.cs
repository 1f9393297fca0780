namespace Chronos.Core.Tests.Books;

/// <summary>Random fills and quotes in whole numbers, from one seed.</summary>
internal static class FillSequence
{
    public static IEnumerable<(int Instrument, bool Buy, int Quantity, int Price, int Fee, int Bid)> Of(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return (random.Next(2), random.Next(2) == 0, random.Next(1, 40), random.Next(80, 120), random.Next(-2, 10), random.Next(80, 120));
        }
    }
}
