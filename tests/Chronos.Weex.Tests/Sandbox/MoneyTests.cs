using System.Globalization;
using Chronos.Weex.Sandbox;
using Chronos.Weex.Sandbox.Accounts;
using Chronos.Weex.Sandbox.Exchange;
using Chronos.Weex.Sandbox.Markets;
using Chronos.Weex.Sandbox.Orders;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Sockets;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Random order flow against an independent recount from fills and bills: nothing is made or lost, to the last digit.</summary>
public class MoneyTests
{
    private const decimal Deposit = 5_000;

    [Fact]
    public void ContractBalancesAreDepositsAndProfitLessFeesAndFunding() =>
        Prop.ForAll(Flows(), flow => Run(flow, Product.Contract)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void SpotAssetsAreDepositsAndTradesLessFees() =>
        Prop.ForAll(Flows(), flow => Run(flow, Product.Spot)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static Arbitrary<int[]> Flows() => Gen.Choose(0, int.MaxValue).ArrayOf(60).ToArbitrary();

    private static void Run(int[] flow, Product product)
    {
        var options = new WeexSandboxOptions
        {
            VirtualClock = true, DepthLevels = 3, VirtualStartMillis = Trader.Start,
            Accounts = [Owner("a"), Owner("b")],
        };
        var hub = new SocketHub(options, new FaultBook());
        var venue = new Venue(options, hub);
        hub.Venue = venue;
        venue.Quote("BTCUSDT", new PriceLevel(100m, 3), new PriceLevel(100.1m, 3));
        foreach (var number in flow)
        {
            Step(venue, product, number);
            foreach (var account in venue.Accounts)
            {
                if (product == Product.Contract)
                {
                    CheckContract(venue, account);
                }
                else
                {
                    CheckSpot(account);
                }
            }
        }
    }

    private static SandboxAccount Owner(string key) => new()
    {
        Key = key,
        ContractBalances = new Dictionary<string, decimal> { ["USDT"] = Deposit },
        SpotBalances = new Dictionary<string, decimal> { ["USDT"] = Deposit, ["BTC"] = Deposit },
    };

    private static void Step(Venue venue, Product product, int number)
    {
        var random = new Random(number);
        var account = venue.Accounts[random.Next(2)];
        switch (random.Next(10))
        {
            case 0 or 1:
                var bid = 100m + random.Next(-20, 20) * 0.1m;
                venue.Quote("BTCUSDT", new PriceLevel(bid, random.Next(1, 40) * 0.0101m), new PriceLevel(bid + random.Next(1, 5) * 0.1m, random.Next(1, 40) * 0.0303m));
                break;
            case 2:
                venue.Clock.MoveTo(venue.Clock.Now + random.Next(1, 5) * 3_600_000);
                venue.Advance();
                break;
            case 3:
                var open = account.OpenOrders.Values.Where(o => o.Instrument.Product == product).ToArray();
                if (open.Length != 0)
                {
                    venue.Matcher.Cancel(venue.Market(product, "BTCUSDT"), open[random.Next(open.Length)], "test");
                }

                break;
            case 4 when product == Product.Contract:
                if (account.Positions.Values.FirstOrDefault() is { } position)
                {
                    venue.Contracts.Close(position);
                }

                break;
            case 5 when product == Product.Contract:
                PlaceStop(venue, account, random);
                break;
            default:
                Place(venue, account, product, random);
                break;
        }
    }

    private static void PlaceStop(Venue venue, Account account, Random random)
    {
        var positionSide = (PositionSide)random.Next(2);
        venue.Algos.Place(new AlgoOrder
        {
            Id = venue.Ids.Next(), Account = account, Instrument = venue.Market(Product.Contract, "BTCUSDT").Instrument,
            ClientAlgoId = "stop", Type = (AlgoType)random.Next(2, 4), PositionSide = positionSide,
            Side = positionSide == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy, Quantity = random.Next(1, 9_999) * 0.0001m,
            TriggerPrice = 100m + random.Next(-20, 20) * 0.1m, WorkingType = (WorkingType)random.Next(2), ReduceOnly = true,
            CreateTime = venue.Clock.Now,
        });
    }

    private static void Place(Venue venue, Account account, Product product, Random random)
    {
        var isMarket = random.Next(3) == 0;
        var request = new OrderRequest
        {
            Instrument = venue.Market(product, "BTCUSDT").Instrument,
            ClientOrderId = random.Next().ToString(CultureInfo.InvariantCulture),
            Side = (OrderSide)random.Next(2),
            PositionSide = (PositionSide)random.Next(2),
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = isMarket ? TimeInForce.Ioc : (TimeInForce)random.Next(4),
            Quantity = random.Next(1, 9_999) * 0.0001m,
            Price = 100m + random.Next(-10, 10) * 0.1m,
        };
        try
        {
            _ = product == Product.Contract ? venue.Contracts.Place(account, request) : venue.Spot.Place(account, request);
        }
        catch (WireException refusal) when (refusal.IsBusiness || refusal.Code == -1140)
        {
            // Random orders are often refused; the books must be right all the same.
        }
    }

    private static void CheckContract(Venue venue, Account account)
    {
        var fills = account.Fills.Where(f => f.Order.Instrument.Product == Product.Contract).ToArray();
        var funding = account.Bills.Where(b => b.Type == "position_funding").Sum(b => b.Amount);
        var recounted = Deposit + funding;
        var openCost = 0m;
        foreach (var side in new[] { PositionSide.Long, PositionSide.Short })
        {
            // Kept apart from the sandbox's own arithmetic: average cost, removed in proportion, rounded as documented.
            var (size, cost) = (0m, 0m);
            foreach (var fill in fills.Where(f => f.Order.PositionSide == side))
            {
                var rate = fill.IsMaker ? 0.0002m : 0.0008m;
                recounted -= decimal.Round(fill.Price * fill.Quantity * rate, 8, MidpointRounding.AwayFromZero);
                if ((fill.Order.Side == OrderSide.Buy) == (side == PositionSide.Long))
                {
                    (size, cost) = (size + fill.Quantity, cost + fill.Price * fill.Quantity);
                    continue;
                }

                var part = fill.Quantity == size ? cost : decimal.Round(cost * fill.Quantity / size, 8, MidpointRounding.AwayFromZero);
                recounted += side == PositionSide.Long ? fill.Price * fill.Quantity - part : part - fill.Price * fill.Quantity;
                (size, cost) = (size - fill.Quantity, cost - part);
            }

            openCost += side == PositionSide.Long ? cost : -cost;
            Assert.True(size >= 0);
            var position = account.Positions.GetValueOrDefault(("BTCUSDT", side));
            Assert.Equal((size, cost), (position?.Size ?? 0, position?.OpenValue ?? 0));
        }

        Assert.Equal(recounted, account.Wallet(Product.Contract, "USDT").Balance);
        // Cash alone, without any notion of cost: what was paid and got, and what the open positions still hold.
        var cash = fills.Sum(f => (f.Order.Side == OrderSide.Sell ? 1 : -1) * f.Price * f.Quantity) - fills.Sum(f => f.Fee);
        Assert.Equal(Deposit + cash + funding + openCost, account.Wallet(Product.Contract, "USDT").Balance);

        var needs = account.Orders.Values
            .Where(o => o.Instrument.Product == Product.Contract && o.Status is OrderStatus.New or OrderStatus.PartiallyFilled)
            .Where(o => (o.Side == OrderSide.Buy) == (o.PositionSide == PositionSide.Long))
            .Sum(o => Up((o.Quantity - o.Filled) * o.Price / 20) + Up((o.Quantity - o.Filled) * o.Price * 0.0008m));
        Assert.Equal(needs, ContractDesk.Frozen(account, "USDT"));
        Assert.All(account.Orders.Values, o => Assert.Equal(account.Fills.Where(f => f.Order == o).Sum(f => f.Quantity), o.Filled));
        Assert.Equal(
            venue.Market(Product.Contract, "BTCUSDT").Resting(OrderSide.Buy).Concat(venue.Market(Product.Contract, "BTCUSDT").Resting(OrderSide.Sell)).Count(),
            venue.Accounts.Sum(a => a.OpenOrders.Count));
    }

    private static void CheckSpot(Account account)
    {
        var (usdt, btc) = (Deposit, Deposit);
        foreach (var fill in account.Fills)
        {
            var isBuy = fill.Order.Side == OrderSide.Buy;
            var value = fill.Price * fill.Quantity;
            usdt += isBuy ? -value : value - decimal.Round(value * 0.001m, 8, MidpointRounding.AwayFromZero);
            btc += isBuy ? fill.Quantity - decimal.Round(fill.Quantity * 0.001m, 8, MidpointRounding.AwayFromZero) : -fill.Quantity;
        }

        Assert.Equal((usdt, btc), (account.Wallet(Product.Spot, "USDT").Balance, account.Wallet(Product.Spot, "BTC").Balance));
        var open = account.Orders.Values.Where(o => o.Status is OrderStatus.New or OrderStatus.PartiallyFilled).ToArray();
        Assert.Equal(open.Where(o => o.Side == OrderSide.Buy).Sum(o => (o.Quantity - o.Filled) * o.Price), account.Locked("USDT"));
        Assert.Equal(open.Where(o => o.Side == OrderSide.Sell).Sum(o => o.Quantity - o.Filled), account.Locked("BTC"));
        Assert.True(SpotDesk.Free(account, "USDT") >= 0 && SpotDesk.Free(account, "BTC") >= 0);
        Assert.Equal(account.Bills.Where(b => b.Asset == "USDT" && b.Product == Product.Spot).Sum(b => b.Amount), usdt);
    }

    private static decimal Up(decimal amount) => decimal.Round(amount, 8, MidpointRounding.ToPositiveInfinity);
}
