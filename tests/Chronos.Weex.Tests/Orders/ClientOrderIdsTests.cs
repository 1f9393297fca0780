using Chronos.Core.Model;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Weex.Tests.Orders;

public class ClientOrderIdsTests
{
    private static readonly ClientOrderIds Ids = new([0xFF, 0xFF, 0xFF, 0xFF, .. new byte[12]]);

    [Fact]
    public void ComeBackAsTheyWere() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from value in ArbMap.Default.GeneratorFor<ulong>()
         from type in Gen.Elements(OrderType.Limit, OrderType.Market, OrderType.StopMarket)
         from reduces in Gen.Elements(true, false)
         select (value: Math.Max(1, value), type, reduces)).ToArbitrary(),
        x =>
        {
            var id = Ids.Of(new OrderId(x.value), x.type, x.reduces);
            Assert.True(WeexClientOrderId.IsValid(id), id);
            Assert.True(ClientOrderIds.IsOfSomeEngine(id));
            Assert.True(Ids.TryRead(id, out var order, out var type, out var reduces));
            Assert.Equal((x.value, x.type, x.reduces), (order.Value, type, reduces));
        }));

    [Fact]
    public void TellEnginesApart()
    {
        var other = new ClientOrderIds([0xFF, 0xFF, 0xFF, 0xFE, .. new byte[12]]);
        var id = other.Of(new OrderId(7), OrderType.Limit, reduces: false);
        Assert.False(Ids.TryRead(id, out _, out _, out _));
        Assert.True(ClientOrderIds.IsOfSomeEngine(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cx")]
    [InlineData("cx1z141z3-")]
    [InlineData("cx1z141z3-l")]
    [InlineData("cx1z141z3-07l")]
    [InlineData("cx1z141z3-7x")]
    [InlineData("cx1z141z3-7")]
    [InlineData("cx1z141z3-A7l")]
    [InlineData("cx1z141z3--7l")]
    [InlineData("cx1z141z3-zzzzzzzzzzzzzl")]
    [InlineData("cx1z141z3-zzzzzzzzzzzzzzl")]
    [InlineData("56046f53-8d1c-4a2e-9f5e-1c2d3e4f5a6b")]
    public void ReadNothingElse(string id) => Assert.False(Ids.TryRead(id, out _, out _, out _));

    [Fact]
    public void IsWhatTheDocsShow() => Assert.Equal("cx1z141z3-7L", Ids.Of(new OrderId(7), OrderType.Limit, reduces: true));
}
