using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Policies;

public class PolicyFileTests(ITestOutputHelper output)
{
    private static readonly string Sample = RepositoryFiles.Text("samples/policy.json");

    private const string Alphabet = "{}[]\",:0-9.eE/*\\\n tn";

    private const string Btc = "{ \"strategy\": \"momentum\", \"instrument\": \"BTCUSDT\", \"account\": \"main\", \"orderQuantityMax\": \"0.25\" }";

    [Fact]
    public void ReadsTheSample()
    {
        var policy = PolicyFile.Read(RepositoryFiles.PathOf("samples/policy.json"));

        Assert.Equal("sample", policy.Name);
        Assert.Equal(1u, policy.Version);
        Assert.Equal(500_000_000, policy.SealTtlNanos);
        Assert.Equal(new QuorumTerms
            {
                ApprovalsMin = 2,
                SnapshotAgeNanosMax = 90_000_000_000,
                Shortfall = QuorumShortfall.Block,
                PendingNanosMax = 300_000_000_000,
            }, policy.Quorum);
        Assert.Equal(new VenueTerms { Name = "paper", UnansweredOrdersMax = 64 }, Assert.Single(policy.Venues));
        Assert.Equal(2, policy.Instruments.Count);
        Assert.Equal(2, policy.Strategies.Count);
        Assert.Equal(4, policy.Mandates.Count);
    }

    [Fact]
    public void ReadsEveryField()
    {
        var policy = Parse(Sample);

        Assert.Equal(
            new AccountTerms
            {
                Name = "main",
                Venue = new VenueId(0),
                Currency = "USDT",
                GrossExposureMax = Notional.Parse("100000"),
                DailyLossMax = Notional.Parse("2000"),
                LeverageMaxPercent = 300,
            },
            Assert.Single(policy.Accounts));
        Assert.Equal(
            new Instrument
            {
                Symbol = "BTCUSDT",
                Venue = new VenueId(0),
                BaseCurrency = "BTC",
                QuoteCurrency = "USDT",
                Tradable = true,
                TickSize = Price.Parse("1"),
                LotSize = Quantity.Parse("0.0001"),
                QuantityMin = Quantity.Parse("0.0001"),
                NotionalMin = Notional.Parse("5"),
                ReductionsExemptFromNotionalMin = true,
                OrderQuantityMax = Quantity.Parse("0.5"),
                OrderNotionalMax = Notional.Parse("25000"),
                PositionMax = Quantity.Parse("1"),
                CollarBps = 30,
                SlippageBpsMax = 30,
                DisplayedSizePercentMax = 1000,
                QuoteAgeNanosMax = 1_500_000_000,
            },
            policy.Instruments[0]);
        Assert.Equal(
            new StrategyTerms
            {
                Name = "mean-reversion",
                MessagesMax = 10,
                MessagesWindowNanos = 1_000_000_000,
                ConfidenceMinPpm = 500_000,
                ProposalAgeNanosMax = 1_500_000_000,
                OrderNotionalMax = Notional.Parse("20000"),
            },
            policy.Strategies[1]);
        Assert.Equal(
            new Mandate
            {
                Strategy = new StrategyId(1),
                Instrument = new InstrumentId(1),
                Account = new AccountId(0),
                OrderQuantityMax = Quantity.Parse("50"),
            },
            policy.Mandates[3]);
    }

    [Fact]
    public void CompilesTheStrictestTerms()
    {
        var policy = Parse(Sample);

        ref readonly var terms = ref policy.TermsOf(policy.StrategyNamed("momentum"), policy.InstrumentNamed("BTCUSDT"));

        Assert.True(terms.Allowed);
        Assert.Equal(Quantity.Parse("0.25"), terms.OrderQuantityMax);
        Assert.Equal(ExactNotional.From(Notional.Parse("20000")), terms.OrderNotionalMax);
        Assert.Equal(64, terms.UnansweredOrdersMax);
    }

    [Fact]
    public void LeavesAPairWithoutMandateForbidden()
    {
        var policy = Parse(With(Btc + ",", ""));

        ref readonly var terms = ref policy.TermsOf(policy.StrategyNamed("momentum"), policy.InstrumentNamed("BTCUSDT"));

        Assert.False(terms.Allowed);
        Assert.Equal(-1, terms.Account);
    }

    [Fact]
    public void HashesTheBytesItWasReadFrom()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var commented = Encoding.UTF8.GetBytes(Sample + "// the same limits, other bytes\n");

        Assert.Equal(SHA256.HashData(bytes), PolicyFile.Parse(bytes).Hash.ToArray());
        Assert.Equal(bytes, PolicyFile.Parse(bytes).Source.ToArray());
        Assert.Equal(SHA256.HashData(commented), PolicyFile.Parse(commented).Hash.ToArray());
    }

    [Fact]
    public void KeepsNothingOfTheCallersBuffer()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var policy = PolicyFile.Parse(bytes);

        bytes.AsSpan().Clear();

        Assert.Equal(Sample, Encoding.UTF8.GetString(policy.Source));
        Assert.Equal("momentum", policy.Strategies[0].Name);
    }

    [Theory]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": 0.01", "instruments[1].tickSize: must not be a JSON number: write it as a string")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": true", "instruments[1].tickSize: must be a decimal number, written as a string")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": null", "instruments[1].tickSize: must be a decimal number, written as a string")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"1e-2\"", "instruments[1].tickSize: '1e-2' is not a plain decimal number")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\"", "instruments[1].tickSize: '' is not a plain decimal number")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"0.000000001\"", "instruments[1].tickSize: '0.000000001' has more than 8 decimals")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"92233720368.54775808\"", "instruments[1].tickSize: '92233720368.54775808' is beyond 92233720368.54775807")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"0\"", "instruments[1].tickSize: must be above 0")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"-0.01\"", "instruments[1].tickSize: must be above 0")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\\u0031\"", "instruments[1].tickSize: must be written without escapes")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\\ud800\"", "instruments[1].tickSize: must be written without escapes")]
    [InlineData("\"tickSize\": \"0.01\",", "", "instruments[1].tickSize: is missing", "\"symbol\": \"ETHUSDT\"", -1)]
    [InlineData("\"tickSize\": \"0.01\",", "\"tickSize\": \"0.01\", \"tickSize\": \"0.02\",", "instruments[1].tickSize: stands twice")]
    [InlineData("\"tickSize\": \"0.01\",", "\"tickSize\": \"0.01\", \"tick\": 1,", "instruments[1].tick: is not a key of a policy")]
    [InlineData("\"tickSize\": \"0.01\",", "\"tickSize\": \"0.01\", \"t\\u0069ckSize\": 1,", "instruments[1].t\\u0069ckSize: is not a key of a policy")]
    [InlineData("\"orderQuantityMax\": \"0.5\"", "\"orderQuantityMax\": \"-1\"", "instruments[0].orderQuantityMax: must not be below 0")]
    [InlineData("\"orderQuantityMax\": \"0.5\"", "\"orderQuantityMax\": \"0.00009\"", "instruments[0].orderQuantityMax: is below quantityMin and lets nothing pass: write it as \"0\"")]
    [InlineData("\"quantityMin\": \"0.001\"", "\"quantityMin\": \"0.00105\"", "instruments[1].quantityMin: is not a multiple of the lot 0.0001")]
    [InlineData("\"positionMax\": \"1\"", "\"positionMax\": \"-1\"", "instruments[0].positionMax: must not be below 0")]
    [InlineData("\"notionalMin\": \"5\"", "\"notionalMin\": \"-5\"", "instruments[0].notionalMin: must not be below 0")]
    [InlineData("\"collarBps\": 30", "\"collarBps\": 5001", "instruments[0].collarBps: '5001' is outside 0 to 5000")]
    [InlineData("\"slippageBpsMax\": 30", "\"slippageBpsMax\": -1", "instruments[0].slippageBpsMax: '-1' is outside 0 to 5000")]
    [InlineData("\"displayedSizePercentMax\": 1000", "\"displayedSizePercentMax\": 1000001", "instruments[0].displayedSizePercentMax: '1000001' is outside 1 to 1000000")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 86400001", "instruments[0].quoteAgeMillisMax: '86400001' is outside 1 to 86400000")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 1500.0", "instruments[0].quoteAgeMillisMax: '1500.0' is not a whole number")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 15e2", "instruments[0].quoteAgeMillisMax: '15e2' is not a whole number")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": \"1500\"", "instruments[0].quoteAgeMillisMax: must be a whole number, not in quotes")]
    [InlineData("\"tradable\": true", "\"tradable\": \"true\"", "instruments[0].tradable: must be true or false")]
    [InlineData("\"tradable\": true", "\"tradable\": 1", "instruments[0].tradable: must be true or false")]
    [InlineData("\"quoteCurrency\": \"USDT\"", "\"quoteCurrency\": \"US DT\"", "instruments[0].quoteCurrency: 'US DT' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .", "\"quoteCurrency\"", 0, false)]
    [InlineData("\"name\": \"sample\"", "\"name\": \"\"", "name: '' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .")]
    [InlineData("\"name\": \"sample\"", "\"name\": \"é\"", "name: '?' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .")]
    [InlineData("\"name\": \"sample\"", "\"name\": 7", "name: must be a string")]
    [InlineData("\"version\": 1", "\"version\": 0", "version: '0' is outside 1 to 4294967295")]
    [InlineData("\"version\": 1", "\"version\": 4294967296", "version: '4294967296' is outside 1 to 4294967295")]
    [InlineData("\"version\": 1", "\"version\": 99999999999999999999", "version: '99999999999999999999' is outside 1 to 4294967295")]
    [InlineData("\"seal\": { \"ttlMillis\": 500 }", "\"seal\": 500", "seal: must be an object")]
    [InlineData("\"ttlMillis\": 500", "\"ttlMillis\": 0", "seal.ttlMillis: '0' is outside 1 to 86400000")]
    [InlineData("\"approvalsMin\": 2", "\"approvalsMin\": 1", "quorum.approvalsMin: '1' is outside 2 to 3")]
    [InlineData("\"approvalsMin\": 2", "\"approvalsMin\": 4", "quorum.approvalsMin: '4' is outside 2 to 3")]
    [InlineData("\"unansweredOrdersMax\": 64", "\"unansweredOrdersMax\": 65537", "venues[0].unansweredOrdersMax: '65537' is outside 1 to 65536")]
    [InlineData("\"leverageMaxPercent\": 300", "\"leverageMaxPercent\": 10001", "accounts[0].leverageMaxPercent: '10001' is outside 1 to 10000")]
    [InlineData("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": \"-0.00000001\"", "accounts[0].dailyLossMax: must not be below 0")]
    [InlineData("\"messagesMax\": 10", "\"messagesMax\": 1000001", "strategies[0].messagesMax: '1000001' is outside 1 to 1000000")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"1.000001\"", "strategies[0].confidenceMin: must be \"0\" to \"1\"")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"-0.1\"", "strategies[0].confidenceMin: must be \"0\" to \"1\"")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.5000001\"", "strategies[0].confidenceMin: has more than 6 decimals")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": 0.5", "strategies[0].confidenceMin: must not be a JSON number: write it as a string")]
    [InlineData("\"name\": \"mean-reversion\"", "\"name\": \"momentum\"", "strategies[1].name: 'momentum' is taken by strategies[0]", "\"name\": \"mean-reversion\"", 0, false)]
    [InlineData("\"symbol\": \"ETHUSDT\"", "\"symbol\": \"BTCUSDT\"", "instruments[1].symbol: 'BTCUSDT' is taken by instruments[0]", "\"symbol\": \"ETHUSDT\"", 0, false)]
    [InlineData(Btc, "7", "mandates[0]: must be an object")]
    public void RefusesAWrongValueWithLineAndPath(
        string text, string replacement, string error, string? at = null, int lineOffset = 0, bool alone = true)
    {
        var line = LineOf(at ?? text) + lineOffset;

        var errors = ErrorsOf(With(text, replacement));

        Assert.Contains($"line {line}: {error}", errors);
        Assert.True(!alone || errors.Count == 1, string.Join('\n', errors));
    }

    [Theory]
    [InlineData("strategy", "\"momentum\"", "\"momentun\"", "mandates[0].strategy: 'momentun' is not defined")]
    [InlineData("instrument", "\"BTCUSDT\"", "\"XRPUSDT\"", "mandates[0].instrument: 'XRPUSDT' is not defined")]
    [InlineData("account", "\"main\"", "\"side\"", "mandates[0].account: 'side' is not defined")]
    [InlineData("account", "\"main\"", "3", "mandates[0].account: must be a string")]
    [InlineData("orderQuantityMax", "\"0.25\"", "\"0.00001\"", "mandates[0].orderQuantityMax: is below quantityMin and lets nothing pass: write it as \"0\"")]
    [InlineData("instrument", "\"BTCUSDT\"", "\"ETHUSDT\"", "mandates[1].instrument: this strategy and instrument are mandated by mandates[0]", 1)]
    public void RefusesAWrongMandate(string key, string value, string replacement, string error, int lineOffset = 0)
    {
        var mandate = Btc.Replace($"\"{key}\": {value}", $"\"{key}\": {replacement}", StringComparison.Ordinal);

        var errors = ErrorsOf(With(Btc, mandate));

        Assert.Equal($"line {LineOf(Btc) + lineOffset}: {error}", Assert.Single(errors));
    }

    [Theory]
    [InlineData("instruments[0]", "\"symbol\": \"BTCUSDT\",")]
    [InlineData("accounts[0]", "\"name\": \"main\",")]
    public void RefusesAnUnknownVenue(string path, string entry)
    {
        var errors = ErrorsOf(With(entry + "\n      \"venue\": \"paper\"", entry + "\n      \"venue\": \"exchange\""));

        Assert.Equal($"line {LineOf(entry) + 1}: {path}.venue: 'exchange' is not defined", Assert.Single(errors));
    }

    [Fact]
    public void RefusesAMandateWhoseAccountIsElsewhereOrInAnotherCurrency()
    {
        var other = "{ \"name\": \"other\", \"unansweredOrdersMax\": 1 }, { \"name\": \"paper\", \"unansweredOrdersMax\": 64 }";
        var json = With("{ \"name\": \"paper\", \"unansweredOrdersMax\": 64 }", other)
            .Replace("\"symbol\": \"BTCUSDT\",\n      \"venue\": \"paper\"", "\"symbol\": \"BTCUSDT\",\n      \"venue\": \"other\"", StringComparison.Ordinal)
            .Replace("\"baseCurrency\": \"ETH\",\n      \"quoteCurrency\": \"USDT\"", "\"baseCurrency\": \"ETH\",\n      \"quoteCurrency\": \"USDC\"", StringComparison.Ordinal);

        var line = LineOf(Btc);
        Assert.Equal(
            [
                $"line {line}: mandates[0].account: 'main' is at another venue than 'BTCUSDT'",
                $"line {line + 1}: mandates[1].account: is in 'USDT' but the instrument is quoted in 'USDC'",
                $"line {line + 2}: mandates[2].account: 'main' is at another venue than 'BTCUSDT'",
                $"line {line + 3}: mandates[3].account: is in 'USDT' but the instrument is quoted in 'USDC'",
            ],
            ErrorsOf(json));
    }

    [Theory]
    [InlineData("venues")]
    [InlineData("accounts")]
    [InlineData("instruments")]
    [InlineData("strategies")]
    [InlineData("mandates")]
    public void RefusesAnEmptyListAndAListThatIsNone(string list)
    {
        var start = Sample.IndexOf($"\"{list}\": [", StringComparison.Ordinal);
        var end = Sample.IndexOf("\n  ],", start, StringComparison.Ordinal) + "\n  ],".Length;
        var line = LineOf($"\"{list}\": [");

        Assert.Contains($"line {line}: {list}: must not be empty", ErrorsOf(Sample[..start] + $"\"{list}\": []," + Sample[end..]));
        Assert.Contains($"line {line}: {list}: must be a list", ErrorsOf(Sample[..start] + $"\"{list}\": {{}}," + Sample[end..]));
    }

    [Fact]
    public void AcceptsEveryLimitAtZeroAndEveryBoundary()
    {
        var json = With("\"orderQuantityMax\": \"0.25\"", "\"orderQuantityMax\": \"0\"")
            .Replace("\"orderQuantityMax\": \"0.5\"", "\"orderQuantityMax\": \"0.0001\"", StringComparison.Ordinal)
            .Replace("\"positionMax\": \"1\"", "\"positionMax\": \"0\"", StringComparison.Ordinal)
            .Replace("\"grossExposureMax\": \"100000\"", "\"grossExposureMax\": \"92233720368.54775807\"", StringComparison.Ordinal)
            .Replace("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": \"0\"", StringComparison.Ordinal)
            .Replace("\"leverageMaxPercent\": 300", "\"leverageMaxPercent\": 10000", StringComparison.Ordinal)
            .Replace("\"collarBps\": 30", "\"collarBps\": 0", StringComparison.Ordinal)
            .Replace("\"slippageBpsMax\": 30", "\"slippageBpsMax\": 5000", StringComparison.Ordinal)
            .Replace("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 86400000", StringComparison.Ordinal)
            .Replace("\"unansweredOrdersMax\": 64", "\"unansweredOrdersMax\": 65536", StringComparison.Ordinal)
            .Replace("\"messagesMax\": 10", "\"messagesMax\": 1000000", StringComparison.Ordinal)
            .Replace("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"1.00\"", StringComparison.Ordinal)
            .Replace("\"version\": 1", "\"version\": 4294967295", StringComparison.Ordinal)
            .Replace("\"sample\"", $"\"{new string('x', 32)}\"", StringComparison.Ordinal)
            .Replace("\"approvalsMin\": 2", "\"approvalsMin\": 3", StringComparison.Ordinal);

        var policy = Parse(json);

        Assert.Equal(uint.MaxValue, policy.Version);
        Assert.Equal(1_000_000, policy.Strategies[0].ConfidenceMinPpm);
        Assert.Equal(86_400_000_000_000, policy.Instruments[0].QuoteAgeNanosMax);
        Assert.Equal(Notional.MaxValue, policy.Accounts[0].GrossExposureMax);
        Assert.True(policy.Mandates[0].OrderQuantityMax.IsZero);
    }

    [Fact]
    public void RefusesAnyMissingKey()
    {
        foreach (var key in PolicyKeyList.All)
        {
            var at = Sample.IndexOf($"\"{key}\":", StringComparison.Ordinal);
            var json = Sample[..at] + $"\"{key}X\":" + Sample[(at + key.Length + 3)..];

            var errors = ErrorsOf(json);

            Assert.Contains(errors, e => e.EndsWith($"{key}: is missing", StringComparison.Ordinal));
            Assert.Contains(errors, e => e.EndsWith($"{key}X: is not a key of a policy", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ReportsEveryErrorAtOnceInTheOrderOfLines()
    {
        var json = With("\"version\": 1", "\"version\": -1")
            .Replace("\"ttlMillis\": 500", "\"ttl\": 500", StringComparison.Ordinal)
            .Replace("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": 2000", StringComparison.Ordinal)
            .Replace("\"lotSize\": \"0.0001\"", "\"lotSize\": \"0\"", StringComparison.Ordinal)
            .Replace("\"tradable\": true", "\"tradable\": null", StringComparison.Ordinal)
            .Replace("\"account\": \"main\"", "\"account\": \"maim\"", StringComparison.Ordinal);

        var errors = ErrorsOf(json);

        Assert.Equal(12, errors.Count);
        Assert.Equal(errors.OrderBy(LineNumber), errors);
        Assert.Contains($"line {LineOf("\"ttlMillis\"")}: seal.ttlMillis: is missing", errors);
        Assert.Equal(4, errors.Count(e => e.EndsWith("'maim' is not defined", StringComparison.Ordinal)));
    }

    [Fact]
    public void TellsAThousandErrorsAndCountsTheRest()
    {
        var errors = ErrorsOf("{ \"instruments\": [" + string.Concat(Enumerable.Repeat("{},", 60_000)) + "] }");

        Assert.Equal(1001, errors.Count);
        Assert.EndsWith(" more errors", errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n\n{ \"name\": }", 3)]
    [InlineData("{ \"name\": \"a\" }\n{}", 2)]
    [InlineData("{\n/* never closed", 2)]
    [InlineData("{\n\"name\": 01 }", 2)]
    [InlineData("{\n\"name\": NaN }", 2)]
    [InlineData("{\n\"name\": \"a\nb\" }", 2)]
    [InlineData("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", 1)]
    public void RefusesTextThatIsNotJson(string json, int line)
    {
        var error = Assert.Single(ErrorsOf(json));

        Assert.StartsWith($"line {line}: policy: is not JSON: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAByteOrderMark() =>
        Assert.Equal(
            "line 1: policy: starts with a byte order mark; save it as UTF-8 without one",
            Assert.Single(ErrorsOf([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample)])));

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void RefusesInvalidUtf8(byte[] wrong) =>
        Assert.Equal(
            "line 3: policy: is not valid UTF-8",
            Assert.Single(ErrorsOf([.. "{\n// é\n// "u8, .. wrong, .. "\n}"u8])));

    [Fact]
    public void TakesAFileOfTheLargestSizeAndRefusesOneByteMore()
    {
        var largest = new byte[PolicyFile.BytesMax];
        largest.AsSpan().Fill((byte)' ');
        Encoding.UTF8.GetBytes(Sample, largest);

        Assert.Equal("sample", PolicyFile.Parse(largest).Name);
        Assert.Equal("line 1: policy: is larger than 196608 bytes", Assert.Single(ErrorsOf([.. largest, (byte)' '])));
    }

    [Fact]
    public void RefusesMorePairsThanItsTableHolds()
    {
        var strategies = string.Concat(Enumerable.Range(0, 400).Select(i =>
            $"{{\"name\":\"s{i}\",\"messagesMax\":1,\"messagesWindowMillis\":1,\"confidenceMin\":\"0\",\"proposalAgeMillisMax\":1,\"orderNotionalMax\":\"0\"}},"));
        var start = Sample.IndexOf("    {\n      \"symbol\": \"ETHUSDT\"", StringComparison.Ordinal);
        var end = Sample.IndexOf("  ],", start, StringComparison.Ordinal);
        var eth = Sample[start..end];
        var instruments = string.Concat(Enumerable.Range(0, 200).Select(i =>
            eth.Replace("ETHUSDT", $"ETHUSDT{i}", StringComparison.Ordinal)));

        var errors = ErrorsOf(Sample[..end] + instruments + Sample[end..].Replace(
            "\"strategies\": [", "\"strategies\": [" + strategies, StringComparison.Ordinal));

        Assert.EndsWith("strategies: make more than 65536 pairs with the instruments", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void AnswersAnyBytesWithAPolicyOrItsErrors()
    {
        var seed = Environment.GetEnvironmentVariable("CHRONOS_FUZZ_SEED") is { } text ? int.Parse(text) : Environment.TickCount;
        output.WriteLine($"seed {seed} (set CHRONOS_FUZZ_SEED to repeat)");
        var random = new Random(seed);
        var sample = Encoding.UTF8.GetBytes(Sample);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var json = Mutated(random, sample);
            try
            {
                accepted += PolicyFile.Parse(json).Version > 0 ? 1 : 0;
            }
            catch (PolicyException e)
            {
                Assert.NotEmpty(e.Errors);
                Assert.All(e.Errors, error => Assert.StartsWith("line ", error, StringComparison.Ordinal));
                Assert.DoesNotContain('\n', string.Concat(e.Errors));
            }
        }

        output.WriteLine($"{accepted} of 20000 accepted");
        Assert.InRange(accepted, 1, 19_999);
    }

    private static byte[] Mutated(Random random, byte[] sample)
    {
        var json = sample.ToList();
        for (var mutations = random.Next(4); mutations >= 0; mutations--)
        {
            var at = random.Next(json.Count);
            var some = Math.Min(random.Next(80), json.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    json[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    json[at] = (byte)Alphabet[random.Next(Alphabet.Length)];
                    break;
                case 2:
                    json.InsertRange(at, sample.Skip(random.Next(sample.Length)).Take(some));
                    break;
                case 3:
                    json.RemoveRange(at, some);
                    break;
                case 4 when random.Next(10) == 0:
                    json.RemoveRange(at, json.Count - at);
                    break;
                default:
                    json[at] = (byte)random.Next(256);
                    break;
            }

            if (json.Count == 0)
            {
                break;
            }
        }

        return [.. json];
    }

    private static Policy Parse(string json) => PolicyFile.Parse(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<string> ErrorsOf(string json) => ErrorsOf(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<string> ErrorsOf(byte[] json)
    {
        var errors = Assert.Throws<PolicyException>(() => PolicyFile.Parse(json)).Errors;
        Assert.All(errors, e => Assert.Matches(@"\Aline [1-9][0-9]*: [^:]+: .+\z", e));
        return errors;
    }

    private static string With(string text, string replacement)
    {
        var at = Sample.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no {text}");
        return Sample[..at] + replacement + Sample[(at + text.Length)..];
    }

    private static int LineOf(string text) =>
        1 + Sample[..Sample.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n');

    private static int LineNumber(string error) => int.Parse(error.AsSpan(5, error.IndexOf(':', StringComparison.Ordinal) - 5));
}
