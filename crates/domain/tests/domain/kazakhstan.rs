//! Roundings proven by Kazakh utilities (`domain.md` 4.4), and other vectors of section 4.

use domain::{Currency, Money, Quantity, Rate, Rounding, percent::Percent};

fn tenge(text: &str) -> Money {
    Money::parse(text, Currency::Kzt).unwrap()
}

fn cost(rate: &str, quantity: &str) -> Money {
    Rate::parse(rate).unwrap().cost(Quantity::parse(quantity).unwrap(), Currency::Kzt, Rounding::HalfUp).unwrap()
}

/// Net is rounded first, VAT is taken of the rounded net.
fn with_vat(net: Money, percent: &str) -> Money {
    let vat = Percent::parse(percent).unwrap().of(net, Rounding::HalfUp).unwrap();
    net.checked_add(vat).unwrap()
}

#[test]
fn vat_is_taken_of_the_rounded_net() {
    // Litres a day, m³ a month, tariff, net, gross at 12 % (rudvodokanal.kz, 01.07.2025).
    let table = [
        (45, "1.369", "104.34", "142.84", "159.98"),
        (45, "1.369", "127.68", "174.79", "195.76"),
        (180, "5.475", "104.34", "571.26", "639.81"),
    ];
    for (litres, volume, tariff, net, gross) in table {
        let monthly = Quantity::from_int(litres).unwrap().scaled(365, 12 * 1000, Rounding::HalfUp).unwrap();
        assert_eq!(monthly.rounded(3, Rounding::HalfUp), Quantity::parse(volume).map_err(|_| unreachable!()));
        assert_eq!(cost(tariff, volume), tenge(net));
        assert_eq!(with_vat(tenge(net), "12"), tenge(gross));
    }
}

#[test]
fn vat_in_one_step_would_give_another_sum() {
    assert_eq!(cost("143.0016", "1.369"), tenge("195.77"));
}

#[test]
fn vat_is_sixteen_per_cent_from_2026() {
    assert_eq!(with_vat(tenge("142.84"), "16"), tenge("165.69"));
}

#[test]
fn published_gross_tariffs_come_out() {
    for (net, gross) in [("38.85", "43.51"), ("113.34", "126.94")] {
        assert_eq!(with_vat(tenge(net), "12"), tenge(gross));
    }
    // Kostanay cut off what others round.
    let net = tenge("739.05");
    let vat = Percent::parse("12").unwrap().of(net, Rounding::Down).unwrap();
    assert_eq!(net.checked_add(vat), Ok(tenge("827.73")));
    assert_eq!(with_vat(net, "12"), tenge("827.74"));
    assert_eq!(with_vat(net, "16"), tenge("857.30"));
}

#[test]
fn a_receiver_of_the_breakdown_comes_out() {
    let net = cost("197.02", "18.420");
    assert_eq!((net, with_vat(net, "12")), (tenge("3629.11"), tenge("4064.60")));
}

#[test]
fn differentiated_water_is_priced_slice_by_slice() {
    let slices =
        [("91.96", "3", "275.88"), ("110.352", "2", "220.70"), ("137.94", "5", "689.70"), ("183.92", "2", "367.84")];
    let lines = slices.map(|(rate, volume, line)| {
        assert_eq!(cost(rate, volume), tenge(line));
        tenge(line)
    });
    assert_eq!(Money::sum(lines, Currency::Kzt), Ok(tenge("1554.12")));
    assert_eq!(cost("183.92", "12"), tenge("2207.04"));
}

#[test]
fn averages_and_norms_of_the_russian_rules_come_out() {
    let months = ["10", "12", "11", "13", "9", "11"].map(|month| Quantity::parse(month).unwrap());
    let average = Quantity::sum(months).unwrap().scaled(1, 6, Rounding::HalfUp).unwrap();
    assert_eq!(average, Quantity::parse("11").unwrap());
    assert_eq!((cost("40", "11"), cost("40", "9")), (tenge("440"), tenge("360")));
    // A fee by area: 1 440 000 over 14 400 m² for 720 m² and a twelfth of the year.
    assert_eq!(cost("100", "60"), tenge("6000"));
}
