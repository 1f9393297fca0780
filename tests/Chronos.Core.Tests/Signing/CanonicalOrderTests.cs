using Chronos.Core.Model;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public class CanonicalOrderTests
{
    private static readonly byte[] Context = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Fact]
    public void FitsOneBlockOfSha256WithItsPadding() => Assert.Equal(64, CanonicalOrder.Bytes + 1 + sizeof(long));

    [Fact]
    public void LayoutIsPinned() => Assert.Equal(
        "0807060504030201" + "1817161514131211" + "2827262524232221" + "3837363534333231" + "4847464544434241" + "5A" + "6B" + "01"
            + "0102030405060708090A0B0C",
        Convert.ToHexString(Write(0x0102030405060708, 0x1112131415161718, 0x2122232425262728, 0x3132333435363738, 0x4142434445464748, 0x5A, 0x6B)));

    [Fact]
    public void EveryFieldChangesTheBytes()
    {
        byte[][] all =
        [
            Write(1, 1, 1, 1, 1, 1, 1), Write(2, 1, 1, 1, 1, 1, 1), Write(1, 2, 1, 1, 1, 1, 1), Write(1, 1, 2, 1, 1, 1, 1),
            Write(1, 1, 1, 2, 1, 1, 1), Write(1, 1, 1, 1, 2, 1, 1), Write(1, 1, 1, 1, 1, 2, 1), Write(1, 1, 1, 1, 1, 1, 2),
        ];

        Assert.Equal(all.Length, all.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void TermsPackEveryCombinationApart()
    {
        var seen = new HashSet<byte>();
        foreach (var side in Enum.GetValues<OrderSide>())
        {
            foreach (var type in Enum.GetValues<OrderType>())
            {
                foreach (var timeInForce in Enum.GetValues<TimeInForce>())
                {
                    foreach (var reduces in (bool[])[true, false])
                    {
                        var terms = new OrderTerms(side, type, timeInForce, reduces);
                        Assert.True(seen.Add(terms.Pack()));
                        Assert.Equal(terms, OrderTerms.Unpack(terms.Pack()));
                    }
                }
            }
        }
    }

    private static byte[] Write(ulong id, ulong proposal, long quantity, long price, long expires, byte terms, byte votes)
    {
        var block = default(CanonicalBlock);
        CanonicalOrder.Write(
            new OrderId(id), new ProposalId(proposal), Quantity.FromUnits(quantity), Price.FromUnits(price), expires, terms, votes, Context, ref block);
        ReadOnlySpan<byte> bytes = block;
        Assert.Equal(-1, bytes[CanonicalOrder.Bytes..].IndexOfAnyExcept((byte)0));
        return bytes[..CanonicalOrder.Bytes].ToArray();
    }
}
