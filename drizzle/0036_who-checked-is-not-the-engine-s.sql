-- The view of the engine (0029) without the account of who checked a local criterion.
create or replace view match_input with (security_barrier) as
select
	organism.territory_id,
	-- The sheet of the home.
	dwelling.id as dwelling_id,
	dwelling.organism_id,
	dwelling.estate_id,
	dwelling.commune,
	dwelling.rooms,
	dwelling.area,
	dwelling.floor,
	dwelling.has_lift,
	dwelling.accessibility,
	dwelling.financing,
	dwelling.relet_rent,
	dwelling.annex_rent,
	dwelling.charges,
	dwelling.energy_class,
	dwelling.is_decent,
	dwelling.has_apl_agreement,
	dwelling.is_in_priority_quarter,
	-- That it is reserved, not for whom.
	dwelling.reservation - 'reserver' as reservation,
	dwelling.blockers,
	dwelling.is_furnished,
	dwelling.vacant_from,
	dwelling.programme,
	dwelling.recorded_on,
	listing.id is null and dwelling.starts_chains and dwelling.vacant_from is not null as is_vacancy,
	-- The annonce: what is asked for, since when.
	listing.id as listing_id,
	listing.state = 'published' as is_published,
	(select jsonb_object_agg(key, value) from jsonb_each(listing.need) where key in (
		'minRooms', 'maxRooms', 'communes', 'maxResidualBill', 'minArea', 'maxFloorWithoutLift', 'wishes',
		'maxHouseholds', 'notBefore')) as need,
	coalesce(listing.published_on, (listing.updated_at at time zone 'Europe/Paris')::date) as waiting_since,
	-- The annonce that this one names and that names it back.
	found.id as found_listing_id,
	-- What the law asks of the household: means, composition, papers in order. Health is sealed.
	household.id as household_id,
	household.is_couple,
	(select jsonb_object_agg(key, case
			-- The numéro unique counts by its length and its dates.
			when key = 'uniqueNumber' and jsonb_typeof(value) = 'object'
				then jsonb_set(value, '{number}', to_jsonb(repeat('0', length(value ->> 'number'))))
			-- Local criteria count as met or not, not by who checked them.
			when key = 'localCriteria' and jsonb_typeof(value) = 'array'
				then (select coalesce(jsonb_agg(one - 'by'), '[]') from jsonb_array_elements(value) one)
			else value end)
		from jsonb_each(household.situation) where key in (
			'referenceTaxIncomes', 'monthlyResources', 'aplResources', 'arrears', 'uniqueNumber', 'hasRightOfResidence',
			'ownsSuitableDwelling', 'hasDalo', 'incomeAlternatives', 'ehpadCosts', 'declaredApl', 'hasNoUniqueNumber',
			'missingDocuments', 'roomsForWork', 'localCriteria', 'externalScore', 'compositionStated')) as situation,
	household.health,
	(select jsonb_agg(jsonb_build_object(
			'id', person.id, 'position', person.position, 'birthDate', person.birth_date, 'role', person.role,
			'custody', person.custody, 'isCeilingDependant', person.is_ceiling_dependant,
			'isAplDependant', person.is_apl_dependant))
		from person where person.household_id = household.id) as persons,
	-- The lease it leaves.
	lease.id as lease_id,
	lease.organism_id as lessor_id,
	lease.kind as lease_kind,
	lease.starts_on as lease_since,
	lease.principal_rent as lease_principal_rent,
	lease.annex_rent as lease_annex_rent,
	lease.charges as lease_charges,
	lease.notice_given,
	lease.has_litigation,
	(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(lease.checks) where key in (
		'isMainResidence', 'isInsured', 'hasDutyBreach', 'recordedOn')) as lease_checks,
	lease.disabled_occupant_left,
	-- Homes that it said no to, or was told no for.
	(select array_agg(distinct leg.target_dwelling_id) from leg
		where leg.household_id = household.id and leg.state in ('declined', 'opposed', 'refused', 'expired')) as refused,
	-- No live exchange holds it.
	coalesce(listing.state, 'published') = 'published'
		and not exists (select from dwelling_hold where dwelling_id = dwelling.id and released_at is null)
		and not exists (select from household_hold where household_id = household.id and released_at is null) as is_free
from dwelling
join organism on organism.id = dwelling.organism_id
left join listing on listing.dwelling_id = dwelling.id and listing.state in ('published', 'engaged')
left join household on household.id = listing.household_id
left join lease on lease.household_id = listing.household_id and lease.dwelling_id = dwelling.id and lease.ends_on is null
left join listing found on found.state = 'published' and left(found.id::text, 8) = listing.partner
	and found.partner = left(listing.id::text, 8) and found.id <> listing.id
where organism.territory_id = app_territory()
	and (lease.id is not null or (listing.id is null and dwelling.starts_chains and dwelling.vacant_from is not null));
