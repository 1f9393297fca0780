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

    [Fact]
    public void ReadsTheSample()
    {
        var policy = PolicyFile.Read(RepositoryFiles.PathOf("samples/policy.json"));

        Assert.Equal("sample", policy.Name);
        Assert.Equal(1u, policy.Version);
        Assert.Equal(500_000_000, policy.SealTtlNanos);
        Assert.Equal(2, policy.Quorum.ApprovalsMin);
        Assert.Equal("paper", Assert.Single(policy.Venues).Name);
        Assert.Equal(2, policy.Instruments.Count);
        Assert.Equal(2, policy.Strategies.Count);
        Assert.Equal(4, policy.Mandates.Count);
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
